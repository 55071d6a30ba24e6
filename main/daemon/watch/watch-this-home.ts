import { mapStrings, shownLabel } from '../../../scanner/display.ts';
import { expireBackups } from '../protect/backups.ts';
import { launcherPath } from '../protect/launcher.ts';
import { journalWhenNeeded } from '../protect/journal-when-needed.ts';
import { type HomeRequest, homeCandidates, planDeps } from '../protect/plan-home.ts';
import { recover } from '../protect/recover.ts';
import type { WatchEvent } from './event-log.ts';
import { type HomeWatch, type WatchDeps, type WatchTimes, watchHome } from './watch-home.ts';

export interface WatchRequest
  extends
    Omit<HomeRequest, 'wanted' | 'only' | 'mayReadGuarded' | 'projects'>,
    Pick<WatchDeps, 'onDrift' | 'onError' | 'running'> {
  /** Asked with each look for files: a person may consent, and name projects, while we watch. */
  readonly mayReadGuarded: () => boolean;
  readonly projects: () => readonly string[];
  readonly onEvent: (event: WatchEvent) => void;
}

const times: WatchTimes = {
  refreshEveryMs: 60_000,
  stagedEveryMs: 5000,
  holdMs: 2000,
  laterMs: [1000, 5000, 30_000],
};

/** The watch over a real home; settles what an earlier run left unfinished. Without a journal it sees all, and changes nothing. */
export function watchThisHome(request: WatchRequest): HomeWatch {
  const { stateFolder } = request;
  const journal = journalWhenNeeded(stateFolder);
  try {
    recover(journal, stateFolder);
  } catch (error) {
    request.onError(error);
  }
  const everything = (): HomeRequest => ({
    ...request,
    mayReadGuarded: request.mayReadGuarded(),
    projects: request.projects(),
    only: null,
    wanted: () => true,
  });
  const watch = watchHome({
    ...request,
    journal,
    now: () => new Date(),
    times,
    find: async () => {
      expireBackups(stateFolder, new Date());
      const home = everything();
      const found = await homeCandidates(home);
      return { ...found, plan: await planDeps(home, launcherPath(stateFolder), found) };
    },
    onEvent: (event) => request.onEvent(mapStrings(event, shownLabel)),
  });
  return {
    ...watch,
    close: async () => {
      await watch.close();
      journal.close();
    },
  };
}
