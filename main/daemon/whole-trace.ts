import { join } from 'node:path';
import type { ClosedPart } from '../../shim/record/trace-files.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { SqliteOptions } from './sqlite.ts';
import { isDamaged, setAside, storeFault } from './store-faults.ts';
import { openTraceStore, type StoredRow, traceFile, type TraceLook, type TraceStore } from './trace-store.ts';

/** The trace for one who reads it, with all that was written until it was opened. */
export interface WholeTrace extends Pick<TraceStore, 'newest' | 'close'> {
  rows(): IterableIterator<StoredRow>;
  /** Parts of the trace that could not be read, so that records may be missing. */
  closed(): readonly ClosedPart[];
  /** What was written since the mark of an earlier look. */
  onwards(mark: number): TraceLook;
}

export interface WholeTraceDeps extends SqliteOptions {
  readonly stateFolder: string;
  /** A daemon has the store open: what it holds must not be taken from under it. */
  readonly isInUse: () => boolean;
  readonly onSetAside: (note: string) => void;
}

/**
 * Opens the trace. A store that proves damaged, now or while it is read, is set aside and made anew once from what the shims
 * wrote: the records are theirs, and the store a copy to look them up in.
 *
 * @throws SallyportError `STORE_UNREADABLE`, here and by whatever is asked of it
 */
export function openWholeTrace({ stateFolder, isInUse, onSetAside, ...options }: WholeTraceDeps): WholeTrace {
  const file = traceFile(stateFolder);
  const folder = join(stateFolder, 'trace');
  let isAnew = false;
  let opened: TraceStore | null = null;

  const clear = (error: unknown): void => {
    if (isInUse()) {
      throw new SallyportError({
        code: 'STORE_UNREADABLE',
        message: `the store ${file} is damaged, and the daemon has it open`,
        remedy: 'Stop the daemon, then run this again: it is made anew from what the shims wrote.',
        cause: error,
      });
    }
    if (isAnew) {
      throw storeFault(file, error);
    }
    isAnew = true;
    const aside = setAside(file);
    onSetAside(
      `the store of the trace was damaged; it was set aside as ${aside}, and made anew from what the shims wrote`,
    );
  };
  const store = (): TraceStore => {
    if (opened === null) {
      opened = openTraceStore(stateFolder, { clear, ...options });
      opened.ingest(folder);
    }
    return opened;
  };
  const close = (): void => {
    opened?.close();
    opened = null;
  };
  const makeAnew = (error: unknown): void => {
    close();
    if (!isDamaged(error)) {
      throw storeFault(file, error);
    }
    clear(error);
  };
  const attempt = <Answer>(work: (of: TraceStore) => Answer): Answer => {
    for (;;) {
      try {
        return work(store());
      } catch (error) {
        makeAnew(error);
      }
    }
  };

  attempt(() => undefined);
  return {
    *rows() {
      let last: StoredRow | null = null;
      for (let isDone = false; !isDone;) {
        try {
          for (const row of store().rows(last)) {
            last = row;
            yield row;
          }
          isDone = true;
        } catch (error) {
          makeAnew(error);
        }
      }
    },
    closed: () => opened?.closed() ?? [],
    newest: (count) => attempt((of) => of.newest(count)),
    onwards: (mark) => {
      try {
        store().ingest(folder);
        return store().after(mark);
      } catch (error) {
        makeAnew(error);
        // The mark counts in the store that it was taken from.
        throw new SallyportError({
          code: 'STORE_UNREADABLE',
          message: 'the store of the trace was damaged meanwhile, so what came last is not known',
          remedy: 'Run this again.',
          cause: error,
        });
      }
    },
    close,
  };
}
