import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Jobs } from '../jobs/job.ts';
import { isDamaged, setAside, storeFault } from '../store-faults.ts';
import { longLogBytes, openTraceStore, traceFile } from '../trace-store.ts';
import { blindNote, watchFolder } from '../watch/folder-watch.ts';

export interface TraceFeedDeps {
  readonly stateFolder: string;
  /** After each round that brought something. */
  readonly onAdded: (records: number) => void;
  readonly onFault: (error: unknown) => void;
  readonly onNote: (note: string) => void;
  readonly jobs: Jobs;
  /** Lets go of the store, does it, and reads on in the file that is there then. */
  readonly whileNobodyReads: (work: () => void) => void;
}

export interface TraceFeed {
  /** What was there at the start is taken in. */
  readonly ready: Promise<void>;
  /** Sets a damaged store aside and takes everything in again. @throws SallyportError where that was done just now */
  beginAnew(error: unknown): void;
  close(): Promise<void>;
}

const STEP_BYTES = 512 * 1024;
const CALM_MS = 250;
/** A disk that damages each new file must not be filled with them. */
const ANEW_EVERY_MS = 10 * 60_000;

/** Takes in what the shims write, as they write it, in small steps, so that others have their turn. */
export function openTraceFeed(
  { stateFolder, onAdded, onFault, onNote, jobs, whileNobodyReads }: TraceFeedDeps,
  { longBytes = longLogBytes } = {},
): TraceFeed {
  const folder = join(stateFolder, 'trace');
  // Watching a folder that comes later is not sure on every system.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = traceFile(stateFolder);
  let anewAtMs = Number.NEGATIVE_INFINITY;
  const mayBeginAnew = (error: unknown): void => {
    if (performance.now() - anewAtMs < ANEW_EVERY_MS) {
      throw storeFault(file, error);
    }
  };
  const clear = (error: unknown): void => {
    mayBeginAnew(error);
    anewAtMs = performance.now();
    onNote(`the store of the trace was damaged; it is set aside as ${setAside(file)}, and made anew`);
  };
  const options = { clear, logIsBroughtIn: 'by-others' } as const;
  let store = openTraceStore(stateFolder, options);
  const closing = new AbortController();
  const isReady = Promise.withResolvers<void>();
  let isDirty = true;
  let running: Promise<void> | null = null;

  const beginAnew = (error: unknown): void => {
    mayBeginAnew(error);
    whileNobodyReads(() => {
      store.close();
      clear(error);
      store = openTraceStore(stateFolder, options);
    });
    touched();
  };
  const ingestSome = (): { readonly added: number; readonly hasMore: boolean } => {
    try {
      return store.ingestSome(folder, STEP_BYTES);
    } catch (error) {
      if (!isDamaged(error)) {
        throw error;
      }
      beginAnew(error);
      return { added: 0, hasMore: true };
    }
  };
  let broughtInBytes = 0;
  /** Beside us, because that waits for the disk; nothing is taken in meanwhile, so that the log does not grow without end. */
  const bringLogIn = async (): Promise<void> => {
    const bytes = store.logBytes();
    broughtInBytes = bytes < broughtInBytes ? 0 : broughtInBytes;
    if (bytes - broughtInBytes < longBytes) {
      return;
    }
    broughtInBytes = bytes;
    const reins = { signal: closing.signal, progress: () => undefined };
    await jobs.run({ kind: 'bring-log-in', file }, reins).catch((error: unknown) => {
      // The next time the log has grown so much it is tried again; meanwhile it is only long.
      if (!closing.signal.aborted) {
        onFault(error);
      }
    });
  };
  const takeIn = async (): Promise<void> => {
    // Whoever opened us must have what we gave before we tell of anything.
    await sleep(0);
    while (isDirty && !closing.signal.aborted) {
      isDirty = false;
      let added = 0;
      for (let hasMore = true; hasMore && !closing.signal.aborted;) {
        const startMs = performance.now();
        const step = ingestSome();
        ({ hasMore } = step);
        added += step.added;
        // A scan takes a thousand turns of the loop: between steps without a rest it would take as long as a month's trace.
        await sleep(hasMore ? performance.now() - startMs : 0);
        await bringLogIn();
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

  const watcher = watchFolder({
    folder,
    depth: 1,
    isIgnored: (path) => /[/\\]heads$/.test(path),
    onTouched: touched,
    // What has grown is found out by taking it in.
    isTouched: () => true,
    onBlind: (error) => onNote(blindNote('what the shims record is looked for', error)),
  });
  // What was written before the watch was on is told by no event.
  void watcher.ready.then(touched);
  touched();
  return {
    ready: isReady.promise,
    beginAnew,
    close: async () => {
      closing.abort();
      await watcher.close();
      await running;
      store.close();
    },
  };
}
