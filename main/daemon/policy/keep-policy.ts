import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { blindNote, watchFolder } from '../watch/folder-watch.ts';
import { localSource, type SyncDeps, type Synced, syncPolicy } from './sync-policy.ts';

export interface KeepDeps extends SyncDeps {
  readonly onSynced: (synced: Synced) => void;
  readonly onError: (error: unknown) => void;
  /** What a person should know. */
  readonly onNote: (note: string) => void;
  /** Between 0 and 1. */
  readonly random: () => number;
}

export interface PolicyKeeping {
  /** Settled after the first sync. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

const everyMs = 15 * 60_000;
const longestMs = 4 * 3_600_000;
const settleMs = 150;

/**
 * When to look again: every quarter of an hour, a fifth more or less so that a fleet does not ask all at once, and twice as
 * long after each failure, up to four hours.
 *
 * @param failures syncs in a row that failed
 * @param random between 0 and 1
 */
export function nextSyncMs(failures: number, random: number): number {
  const base = Math.min(everyMs * 2 ** Math.min(failures, 10), longestMs);
  return Math.round(base * (0.8 + 0.4 * random));
}

/** Keeps the policy up to date while the daemon runs: an edited folder at once, a source of an organisation now and then. */
export function keepPolicy(deps: KeepDeps): PolicyKeeping {
  const { stateFolder, machine } = deps;
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let work: Promise<void> = Promise.resolve();
  const closing = new AbortController();

  const syncAfter = async (before: Promise<void>): Promise<void> => {
    await before;
    if (closing.signal.aborted) {
      return;
    }
    try {
      const synced = await syncPolicy({ ...deps, signal: closing.signal });
      failures = synced.kind === 'unreachable' || synced.kind === 'refused' ? failures + 1 : 0;
      deps.onSynced(synced);
    } catch (error) {
      if (closing.signal.aborted) {
        return;
      }
      failures += 1;
      deps.onError(error);
    }
    schedule();
  };
  const sync = (): Promise<void> => (work = syncAfter(work));
  const schedule = (): void => {
    const hasSource = trustHere(join(stateFolder, 'policy'), machine).from !== 'default';
    if (timer !== null) {
      clearTimeout(timer);
    }
    timer =
      closing.signal.aborted || !hasSource
        ? null
        : setTimeout(() => void sync(), nextSyncMs(failures, deps.random())).unref();
  };

  let settling: NodeJS.Timeout | null = null;
  const edited = (): void => {
    if (settling !== null) {
      clearTimeout(settling);
    }
    settling = setTimeout(() => void sync(), settleMs).unref();
  };
  let known = stampOf(stateFolder);
  // The folder itself may come later: its parent is ours and is there.
  const watcher = watchFolder({
    folder: join(stateFolder, 'policy'),
    depth: 3,
    isIgnored: (path) => !isWritten(path, stateFolder),
    onTouched: edited,
    isTouched: () => {
      const before = known;
      known = stampOf(stateFolder);
      return known !== before;
    },
    onBlind: (error) => deps.onNote(blindNote('edits of the policy are looked for', error)),
  });
  // The first sync comes after the watch is on, so that no edit falls in between.
  work = watcher.ready;
  return {
    ready: sync(),
    close: async () => {
      closing.abort();
      [timer, settling].forEach((one) => one !== null && clearTimeout(one));
      await watcher.close();
      await work;
    },
  };
}

/** What people write: the folder's own files and whose policies count. What a sync itself writes must not begin another. */
function isWritten(path: string, stateFolder: string): boolean {
  const folder = join(stateFolder, 'policy');
  const source = localSource(stateFolder);
  return (
    path === folder ||
    path === join(folder, 'trust.json') ||
    path === source ||
    path.startsWith(`${source}/`) ||
    path.startsWith(`${source}\\`)
  );
}

/** Another one whenever something that people write came, went or was written. */
function stampOf(stateFolder: string): string {
  const source = localSource(stateFolder);
  const paths = [join(stateFolder, 'policy', 'trust.json'), ...[source, join(source, 'tests')].flatMap(pathsIn)];
  return paths
    .map((path) => {
      const facts = statSync(path, { throwIfNoEntry: false });
      return `${path} ${facts?.size} ${facts?.mtimeMs}`;
    })
    .join('\n');
}

function pathsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    // Not there yet, or not to be read: it is looked at again.
    return [];
  }
}
