import { applyPlans } from '../protect/apply.ts';
import type { Candidate } from '../protect/candidates.ts';
import type { Journal } from '../protect/journal.ts';
import { planFile, type PlanDeps } from '../protect/plan.ts';
import { readNow } from '../protect/file-bytes.ts';
import type { EntryChange } from './compare.ts';
import type { WatchEvent } from './event-log.ts';
import { firstLook, lookAgain, type SeenFile } from './file-watch.ts';
import { watchSources } from './source-watch.ts';

export interface WatchDeps {
  readonly stateFolder: string;
  readonly journal: Journal;
  readonly now: () => Date;
  /** Finds the files anew, with the places where files may come. */
  readonly find: () => Promise<{
    readonly files: readonly Candidate[];
    readonly places: readonly string[];
    readonly plan: PlanDeps;
  }>;
  readonly onEvent: (event: WatchEvent) => void;
  /** A look that failed; the next one is made all the same. */
  readonly onError: (error: unknown) => void;
  /** What to do when a wrap has vanished: say so, or make it again. */
  readonly onGuardGone: 'report' | 'route-again';
  readonly refreshEveryMs: number;
  /** How long a client's late writes are met after routing again. */
  readonly holdMs: number;
}

export interface HomeWatch {
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

const MOST_TRIES = 3;

/** Watches every config of a home until it is closed. Work is done one file at a time, in the order in which it came up. */
export function watchHome(deps: WatchDeps): HomeWatch {
  const seen = new Map<string, SeenFile>();
  const trouble = new Map<string, 'malformed' | 'gone'>();
  const tries = new Map<string, number>();
  let plan: PlanDeps | null = null;
  let queue = Promise.resolve();
  let isClosed = false;
  let isFirst = true;
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(() => (isClosed ? undefined : work())).catch(deps.onError);
    return queue;
  };

  const tell = (kind: WatchEvent['kind'], { path }: Candidate, change: EntryChange | null): void =>
    deps.onEvent({
      at: deps.now().toISOString(),
      kind,
      path,
      client: change?.entry.client ?? null,
      server: change?.entry.name ?? null,
    });

  const look = async (known: SeenFile): Promise<void> => {
    const { candidate } = known;
    const result = await lookAgain(known, deps.stateFolder);
    if (result.kind !== 'read') {
      if (trouble.get(candidate.realPath) !== result.kind) {
        trouble.set(candidate.realPath, result.kind);
        tell(result.kind === 'gone' ? 'file-gone' : 'file-malformed', candidate, null);
      }
      return;
    }
    trouble.delete(candidate.realPath);
    seen.set(candidate.realPath, result.seen);
    for (const change of result.changes) {
      tell(change.kind === 'guard-gone' && result.isOurRestore ? 'restored' : change.kind, candidate, change);
    }
    const lost = result.isOurRestore ? [] : result.changes.filter(({ kind }) => kind === 'guard-gone');
    if (lost.length > 0 && deps.onGuardGone === 'route-again') {
      await routeAgain(candidate, lost);
    }
  };

  /** A client that writes its own copy back again and again is left alone: two programs that fight over a file help nobody. */
  const routeAgain = async (candidate: Candidate, lost: readonly EntryChange[]): Promise<void> => {
    const tried = tries.get(candidate.realPath) ?? 0;
    if (tried >= MOST_TRIES) {
      lost.forEach((change) => tell('left-alone', candidate, change));
      return;
    }
    tries.set(candidate.realPath, tried + 1);
    const bytes = readNow(candidate.realPath);
    const anew = bytes === null || plan === null ? null : await planFile(candidate, bytes, plan);
    const wanted = new Set(lost.map(({ entry }) => entry.pointer));
    const changes = anew?.changes.filter(({ pointer }) => wanted.has(pointer)) ?? [];
    if (anew === null || plan === null || changes.length === 0) {
      return;
    }
    const write = { ...deps, plan, onStep: () => undefined };
    const [applied] = await applyPlans([{ ...anew, changes }], write);
    if (applied?.kind === 'done' && applied.held !== 'missing') {
      lost.forEach((change) => tell('routed-again', candidate, change));
      const now = await firstLook(candidate, deps.stateFolder);
      seen.set(candidate.realPath, now ?? { candidate, states: [] });
    }
  };

  const refresh = async (): Promise<void> => {
    const found = await deps.find();
    ({ plan } = found);
    for (const known of seen.values()) {
      await look(known);
    }
    for (const candidate of found.files.filter(({ realPath }) => !seen.has(realPath))) {
      const known = await begin(candidate);
      if (known !== null) {
        seen.set(candidate.realPath, known);
        await look(known);
      }
    }
    isFirst = false;
    watcher.follow([...new Set([...found.places, ...found.files.flatMap(({ path, realPath }) => [path, realPath])])]);
  };

  /** At the start everything is known already, but for what was lost meanwhile; a file that comes later is news. */
  const begin = async (candidate: Candidate): Promise<SeenFile | null> =>
    isFirst ? firstLook(candidate, deps.stateFolder) : { candidate, states: [] };

  const touched = (path: string): void =>
    void enqueue(async () => {
      const known = [...seen.values()].filter(
        ({ candidate }) => candidate.path === path || candidate.realPath === path,
      );
      for (const file of known) {
        await look(file);
      }
      if (known.length === 0) {
        await refresh();
      }
    });

  const watcher = watchSources(touched);
  const timer = setInterval(() => void enqueue(refresh), deps.refreshEveryMs);
  return {
    ready: enqueue(refresh),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await watcher.close();
      await queue;
    },
  };
}
