import { turns } from '../breathe.ts';
import type { Applied } from '../protect/apply.ts';
import { applyStaged } from '../protect/apply-staged.ts';
import type { Candidate } from '../protect/candidates.ts';
import type { Journal } from '../protect/journal.ts';
import type { PlanDeps } from '../protect/plan.ts';
import { blockingClient, carefulClients, type RunningClients } from '../protect/running-clients.ts';
import { stagedFiles } from '../protect/staged.ts';
import type { EntryChange } from './compare.ts';
import { eventBrake } from './event-brake.ts';
import type { EventKind, WatchEvent } from './event-log.ts';
import { firstLook, lookAgain, type SeenFile } from './file-watch.ts';
import { startNews } from './first-start-news.ts';
import { laterLooks } from './later-looks.ts';
import { routeAgain } from './route-again.ts';
import { watchSources } from './source-watch.ts';
import { countTries } from './tries.ts';
import { withdrawOverlays } from './withdraw-overlays.ts';

export interface WatchDeps {
  readonly stateFolder: string;
  readonly journal: Journal;
  readonly now: () => Date;
  /** Finds the files anew, with the places where files may come. */
  readonly find: () => Promise<Found>;
  readonly running: RunningClients;
  readonly onEvent: (event: WatchEvent) => void;
  /** A look that failed; the next one is made all the same. */
  readonly onError: (error: unknown) => void;
  /** What to do when a wrap has vanished: say so, or make it again. Asked each time: a person may change their mind. */
  readonly onDrift: () => 'report' | 'route-again';
  readonly times: WatchTimes;
}

export interface Found {
  readonly files: readonly Candidate[];
  readonly places: readonly string[];
  readonly plan: PlanDeps;
}

export interface WatchTimes {
  readonly refreshEveryMs: number;
  /** How often a client is looked for whose change waits until it has quit. */
  readonly stagedEveryMs: number;
  /** How long a client's late writes are met after routing again. */
  readonly holdMs: number;
  /** When a file is looked at again after its client was started, or after we wrote it. */
  readonly laterMs: readonly number[];
}

export interface HomeWatch {
  readonly ready: Promise<void>;
  /** Finds the files anew now: other folders are to be watched. */
  findAnew(): Promise<void>;
  close(): Promise<void>;
}

const MOST_TRIES = 3;
const MOST_EVENTS = 50;
const EVENTS_COUNT_MS = 60_000;
const TRIES_COUNT_MS = 24 * 3_600_000;

/** Watches every config of a home until it is closed. Work is done one file at a time, in the order in which it came up. */
export function watchHome(deps: WatchDeps): HomeWatch {
  const { stateFolder, times } = deps;
  const seen = new Map<string, SeenFile>();
  const trouble = new Map<string, 'malformed' | 'gone'>();
  const tries = countTries({ most: MOST_TRIES, withinMs: TRIES_COUNT_MS, now: deps.now });
  const brake = eventBrake({ most: MOST_EVENTS, withinMs: EVENTS_COUNT_MS, now: deps.now });
  const news = startNews(stateFolder);
  let found: Found | null = null;
  let running: ReadonlySet<string> = new Set();
  let queue = Promise.resolve();
  let isClosed = false;
  let isFirst = true;
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(() => (isClosed ? undefined : work())).catch(deps.onError);
    return queue;
  };

  const tell = (
    kind: EventKind,
    { path }: Candidate,
    change: EntryChange | null,
    detail: string | null = null,
  ): void => {
    const may = brake.ask(path);
    if (may === 'drop') {
      return;
    }
    const { client = null, name: server = null } = change?.entry ?? {};
    deps.onEvent({ at: deps.now().toISOString(), kind, path, client, server, detail });
    if (may === 'last') {
      deps.onEvent({ at: deps.now().toISOString(), kind: 'too-many', path, client: null, server: null, detail: null });
    }
  };

  const look = async (known: SeenFile): Promise<void> => {
    const { candidate } = known;
    const result = await lookAgain(known, stateFolder);
    if (result.kind !== 'read') {
      if (trouble.get(candidate.realPath) !== result.kind) {
        trouble.set(candidate.realPath, result.kind);
        tell(result.kind === 'gone' ? 'file-gone' : 'file-malformed', candidate, null);
      }
      return;
    }
    trouble.delete(candidate.realPath);
    seen.set(candidate.realPath, result.seen);
    const lost = result.changes.filter((change) => change.kind === 'guard-gone' && !result.wasGivenBack(change));
    const remover = lost.length === 0 ? null : blockingClient(candidate, deps.running);
    for (const change of result.changes) {
      const isLost = change.kind === 'guard-gone';
      const goneKind = result.wasGivenBack(change) ? 'restored' : remover === null ? 'guard-gone' : 'client-removed';
      tell(isLost ? goneKind : change.kind, candidate, change, isLost ? (remover?.name ?? null) : null);
    }
    if (result.changes.some(({ kind }) => kind === 'guarded')) {
      looks.plan(candidate.realPath);
    }
    if (lost.length > 0 && deps.onDrift() === 'route-again') {
      await again(candidate, lost);
    }
  };

  /** A client that writes its own copy back again and again is left alone: two programs that fight over a file help nobody. */
  const again = async (candidate: Candidate, lost: readonly EntryChange[]): Promise<void> => {
    if (!tries.take(candidate.realPath)) {
      lost.forEach((change) => tell('left-alone', candidate, change));
      return;
    }
    const applied = found === null ? null : await routeAgain(candidate, lost, { ...deps, ...times, plan: found.plan });
    if (applied?.kind === 'failed') {
      deps.onError(applied.error);
    }
    if (applied?.kind === 'done' && applied.held !== 'missing') {
      lost.forEach((change) => tell('routed-again', candidate, change));
      await written(candidate);
    }
  };

  const written = async (candidate: Candidate): Promise<void> => {
    const now = await firstLook(candidate, stateFolder);
    seen.set(candidate.realPath, now ?? { candidate, states: [] });
    looks.plan(candidate.realPath);
  };

  const refresh = async (): Promise<void> => {
    found = await deps.find();
    const turn = turns();
    for (const known of seen.values()) {
      await turn();
      if (isClosed) {
        return;
      }
      await look(known);
    }
    for (const candidate of found.files.filter(({ realPath }) => !seen.has(realPath))) {
      await turn();
      if (isClosed) {
        return;
      }
      const known = await begin(candidate);
      if (known !== null) {
        seen.set(candidate.realPath, known);
        await look(known);
      }
    }
    if (isClosed) {
      return;
    }
    isFirst = false;
    const { places, files } = found;
    watcher.follow([...new Set([...places, ...files.flatMap(({ path, realPath }) => [path, realPath])])]);
    lookWhereStarted(files);
    for (const { file, change, start } of news(seen.values())) {
      tell(start.kind === 'worked' ? 'first-start-worked' : 'first-start-failed', file, change, start.why);
    }
    await withdraw(found);
    await makeStaged();
  };

  /** A personal copy must not outlive what it was made from. Nobody is asked: it only gives back what the client does by itself. */
  const withdraw = async ({ files, plan }: Found): Promise<void> => {
    for (const { one, changes } of await withdrawOverlays(files, {
      ...deps,
      ...times,
      plan,
      onStep: () => undefined,
    })) {
      changes.forEach((change) => tell('overlay-withdrawn', one.plan.candidate, change));
      await written(one.plan.candidate);
    }
  };

  /** At the start everything is known already, but for what was lost meanwhile; a file that comes later is news. */
  const begin = async (candidate: Candidate): Promise<SeenFile | null> =>
    isFirst ? firstLook(candidate, stateFolder) : { candidate, states: [] };

  /** A client that keeps its own copy writes it back when it starts. */
  const lookWhereStarted = (files: readonly Candidate[]): void => {
    const careful = files.filter((file) => carefulClients(file).length > 0);
    const now = careful.length === 0 ? new Set<string>() : deps.running();
    for (const file of careful) {
      if (carefulClients(file).some(({ id }) => now.has(id) && !running.has(id))) {
        looks.plan(file.realPath);
      }
    }
    running = now;
  };

  const makeStaged = async (): Promise<void> => {
    if (found === null || stagedFiles(stateFolder).length === 0) {
      return;
    }
    const applied = await applyStaged(found.files, { ...deps, ...times, plan: found.plan, onStep: () => undefined });
    for (const one of applied.filter(
      (result): result is Extract<Applied, { kind: 'done' }> => result.kind === 'done',
    )) {
      const { candidate } = one.plan;
      for (const entry of one.made) {
        tell('staged-made', candidate, { kind: 'guarded', entry: { ...entry, isGuarded: true, start: '' } });
      }
      await written(candidate);
    }
  };

  const lookAt = (path: string): void =>
    void enqueue(async () => {
      const known = [...seen.values()].filter(
        ({ candidate }) => candidate.path === path || candidate.realPath === path,
      );
      for (const file of known) {
        await look(file);
      }
      if (known.length === 0 || known.some(({ candidate }) => candidate.isInRepository)) {
        await refresh();
      }
    });

  const looks = laterLooks(times.laterMs, lookAt);
  const watcher = watchSources(lookAt);
  const timers = [
    setInterval(() => void enqueue(refresh), times.refreshEveryMs),
    setInterval(() => void enqueue(makeStaged), times.stagedEveryMs),
  ];
  return {
    ready: enqueue(refresh),
    findAnew: () => enqueue(refresh),
    close: async () => {
      isClosed = true;
      timers.forEach((timer) => clearInterval(timer));
      looks.close();
      await queue;
      await watcher.close();
    },
  };
}
