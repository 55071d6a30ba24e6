import type { Pause } from '../../contract/approvals.ts';
import { pausePath } from '../../../shim/policy/pause-file.ts';
import { watchSources } from '../watch/source-watch.ts';

/** Tells that deciding was paused or goes on, whoever did it: a window, the command line, or the end of the pause. */
export function watchPause(
  stateFolder: string,
  current: () => Pause | null,
  onChange: () => void,
): { close(): Promise<void> } {
  let atEnd: NodeJS.Timeout | undefined;
  const waitForEnd = (): void => {
    clearTimeout(atEnd);
    const pause = current();
    if (pause !== null) {
      atEnd = setTimeout(changed, Math.max(0, Date.parse(pause.until) - Date.now()) + 50);
    }
  };
  const changed = (): void => {
    waitForEnd();
    onChange();
  };
  const watcher = watchSources(changed);
  watcher.follow([pausePath(stateFolder)]);
  waitForEnd();
  return {
    close: async () => {
      clearTimeout(atEnd);
      await watcher.close();
    },
  };
}
