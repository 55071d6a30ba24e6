import { statSync } from 'node:fs';
import { watch } from 'chokidar';

/** Watches files, also those that do not exist yet and those behind links. */
export interface SourceWatch {
  /** From now on these files and no others. */
  follow(paths: readonly string[]): void;
  close(): Promise<void>;
}

const SETTLE_MS = 100;
const SETTLE_MS_PER_MB = 1000;
const START_MS = 500;
const SWEEP_EVERY_MS = 5000;

/**
 * Tells which file was touched, a moment after it was: a file that is saved in steps is whole by then. The system's own events miss some saves, such
 * as a write to the target of a link that was made later: a look at every file's times each few seconds sees those.
 */
export function watchSources(onTouched: (path: string) => void): SourceWatch {
  const followed = new Map<string, string>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const touched = (path: string): void => {
    if (!followed.has(path)) {
      return;
    }
    followed.set(path, stampOf(path));
    // A client that writes without a pause is looked at all the same.
    if (!waiting.has(path)) {
      const timer = setTimeout(() => {
        waiting.delete(path);
        onTouched(path);
      }, settleMs(path));
      waiting.set(path, timer);
    }
  };
  const watcher = watch([], { ignoreInitial: true });
  watcher.on('all', (_event, path) => touched(path));
  // A folder that may not be watched is still swept.
  watcher.on('error', () => undefined);
  const sweep = (): void => {
    for (const [path, stamp] of followed) {
      if (stampOf(path) !== stamp) {
        touched(path);
      }
    }
  };
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  let starting: NodeJS.Timeout | undefined;

  return {
    follow: (paths) => {
      const wanted = new Set(paths);
      const gone = [...followed.keys()].filter((path) => !wanted.has(path));
      const added = paths.filter((path) => !followed.has(path));
      gone.forEach((path) => followed.delete(path));
      added.forEach((path) => followed.set(path, stampOf(path)));
      watcher.unwatch(gone);
      watcher.add(added);
      // What happens before the system's events begin to come is taken for what was there at first.
      clearTimeout(starting);
      starting = setTimeout(sweep, START_MS);
    },
    close: async () => {
      clearInterval(sweeping);
      clearTimeout(starting);
      waiting.forEach((timer) => clearTimeout(timer));
      await watcher.close();
    },
  };
}

/** Large files take long to read, and those that are large are written often: they wait longer. */
function settleMs(path: string): number {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return SETTLE_MS + Math.floor(sizeBytes / 1_000_000) * SETTLE_MS_PER_MB;
}

/** Follows links: what counts is the file that is read. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return [ino, size, mtimeMs, ctimeMs].join(':');
  } catch {
    // Absent, or not to be seen: both are a state of their own.
    return 'none';
  }
}
