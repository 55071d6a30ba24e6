import { randomUUID } from 'node:crypto';
import type { Work, WorkKind, WorkState } from '../../contract/work.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Reins } from '../jobs/job.ts';
import type { Hub } from './hub.ts';

/** Long work in hand: begun, watched, stopped. */
export interface Works {
  /** Begins work and answers at once. Only one of a kind runs: another is joined to it. */
  begin<Result>(kind: WorkKind, options: { readonly canStop: boolean }, run: (reins: Reins) => Promise<Result>): Work;
  list(): readonly Work[];
  /** @throws SallyportError `WORK_UNKNOWN` */
  stop(id: string): Work;
  /** @throws SallyportError `WORK_UNKNOWN` while there is no result */
  result(id: string): unknown;
  /** Resolves when nothing runs any more; everything that can be stopped is. */
  settle(): Promise<void>;
}

interface Entry {
  work: Work;
  result: unknown;
  readonly stop: AbortController;
  ended: Promise<void>;
}

const KEEP = 50;

/** @param onInternal an error that is none of ours */
export function openWorks(hub: Hub, now: () => Date, onInternal: (name: string, error: unknown) => void): Works {
  const entries = new Map<string, Entry>();

  const change = (entry: Entry, part: Partial<Work>): void => {
    entry.work = { ...entry.work, ...part };
    hub.tell('work.changed', entry.work);
  };

  const known = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined) {
      throw unknown(id);
    }
    return entry;
  };

  return {
    begin: (kind, { canStop }, run) => {
      const running = [...entries.values()].find(({ work }) => work.kind === kind && work.endedAt === null);
      if (running !== undefined) {
        return running.work;
      }
      const stop = new AbortController();
      const work: Work = {
        id: randomUUID(),
        kind,
        startedAt: now().toISOString(),
        endedAt: null,
        progress: { done: 0, total: null },
        canStop,
        state: { kind: 'running' },
      };
      const entry: Entry = { work, result: undefined, stop, ended: Promise.resolve() };
      entries.set(work.id, entry);
      forgetOld(entries);
      const end = (state: WorkState): void => change(entry, { state, endedAt: now().toISOString() });
      entry.ended = (async () => {
        try {
          entry.result = await run({
            signal: stop.signal,
            progress: (done, total) => change(entry, { progress: { done, total } }),
          });
          end(stop.signal.aborted && canStop ? { kind: 'stopped' } : { kind: 'done' });
        } catch (error) {
          end(stop.signal.aborted ? { kind: 'stopped' } : failedBy(error, kind, onInternal));
        }
      })();
      hub.tell('work.changed', entry.work);
      return entry.work;
    },
    list: () => [...entries.values()].map(({ work }) => work).toReversed(),
    stop: (id) => {
      const entry = known(id);
      if (entry.work.endedAt === null && entry.work.canStop && !entry.stop.signal.aborted) {
        entry.stop.abort();
        change(entry, { state: { kind: 'stopping' } });
      }
      return entry.work;
    },
    result: (id) => {
      const { work, result } = known(id);
      if (work.state.kind !== 'done') {
        throw unknown(id);
      }
      return result;
    },
    settle: async () => {
      const running = [...entries.values()];
      running.forEach(({ stop }) => stop.abort());
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}

function failedBy(error: unknown, kind: string, onInternal: (name: string, error: unknown) => void): WorkState {
  if (error instanceof SallyportError) {
    return { kind: 'failed', code: error.code, message: error.message, remedy: error.remedy };
  }
  onInternal(kind, error);
  return {
    kind: 'failed',
    code: 'INTERNAL',
    message: 'something in Sallyport itself went wrong',
    remedy: 'Try again; if it stays, report it with the daemon log.',
  };
}

function forgetOld(entries: Map<string, Entry>): void {
  const ended = [...entries.values()].filter(({ work }) => work.endedAt !== null);
  ended.slice(0, Math.max(0, entries.size - KEEP)).forEach(({ work }) => entries.delete(work.id));
}

function unknown(id: string): SallyportError {
  return new SallyportError({
    code: 'WORK_UNKNOWN',
    message: `there is no finished work ${id}`,
    remedy: 'Begin it anew, and wait for its end.',
  });
}
