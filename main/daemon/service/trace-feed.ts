import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from 'chokidar';
import { openTraceStore } from '../trace-store.ts';

export interface TraceFeed {
  /** What was there at the start is taken in. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

const STEP_BYTES = 512 * 1024;
const CALM_MS = 250;

/**
 * Takes in what the shims write, as they write it, in small steps, so that others have their turn.
 *
 * @param onAdded after each round that brought something
 */
export function openTraceFeed(
  stateFolder: string,
  onAdded: (records: number) => void,
  onFault: (error: unknown) => void,
): TraceFeed {
  const folder = join(stateFolder, 'trace');
  // Watching a folder that comes later is not sure on every system.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = openTraceStore(stateFolder);
  const closing = new AbortController();
  const isReady = Promise.withResolvers<void>();
  let isDirty = true;
  let running: Promise<void> | null = null;

  const takeIn = async (): Promise<void> => {
    while (isDirty && !closing.signal.aborted) {
      isDirty = false;
      let added = 0;
      for (let hasMore = true; hasMore && !closing.signal.aborted;) {
        const startMs = performance.now();
        const step = store.ingestSome(folder, STEP_BYTES);
        ({ hasMore } = step);
        added += step.added;
        // A scan takes a thousand turns of the loop: between steps without a rest it would take as long as a month's trace.
        await sleep(hasMore ? performance.now() - startMs : 0);
      }
      if (added > 0) {
        onAdded(added);
      }
      isReady.resolve();
      await sleep(CALM_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const touched = (): void => {
    isDirty = true;
    running ??= takeIn()
      .catch(onFault)
      .finally(() => {
        running = null;
        isReady.resolve();
      });
  };

  const watcher = watch(folder, { ignoreInitial: true, depth: 1, ignored: (path) => /[/\\]heads$/.test(path) });
  watcher.on('all', touched);
  // What was written before the watch was on is told by no event.
  watcher.once('ready', touched);
  watcher.on('error', onFault);
  touched();
  return {
    ready: isReady.promise,
    close: async () => {
      closing.abort();
      await watcher.close();
      await running;
      store.close();
    },
  };
}
