import { join } from 'node:path';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { clients as allClients } from '../../../scanner/clients/all.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { WireFailure } from '../../contract/api.ts';
import type { ClientId } from '../../../scanner/model/ids.ts';
import { type ShimStatus, shimStatus } from '../../../shim/install/installed-shim.ts';
import { localCatalogue } from '../../../shim/policy/local-catalogue.ts';
import { pauseHere } from '../../../shim/policy/pause-file.ts';
import { foundWithinADay } from './found.ts';
import type { ProcessTable } from '../../../shim/session/process-table.ts';
import { listApprovals } from '../approvals/command-line.ts';
import { type OnDrift, onDriftHere } from '../local-settings.ts';
import { firstStarts } from '../protect/first-starts.ts';
import { wrappedHere } from '../protect/wrapped-since.ts';
import { launcherPath } from '../protect/launcher.ts';
import { type EntryAt, type HomePlan, type HomeRequest, planHome } from '../protect/plan-home.ts';
import { stagedFiles } from '../protect/staged.ts';
import { unsettledFiles } from '../protect/unsettled.ts';
import { type RunningDaemon, runningDaemon } from '../running-daemon.ts';
import { classifierHere } from './classifier-here.ts';
import { administratorsFolder, type PolicyStatus, policyStatus } from './policy-status.ts';

/** Everything a person wants to know at a glance. Starts nothing and changes nothing. */
export interface Status {
  readonly clients: readonly ClientRoutes[];
  /** Entries that were behind the shim and are not any more. */
  readonly drift: readonly EntryAt[];
  /** Changes that wait until their client has quit. */
  readonly waiting: readonly { readonly path: string; readonly clients: readonly string[]; readonly changes: number }[];
  readonly failedStarts: readonly (EntryAt & { readonly why: string })[];
  readonly gaps: {
    /** Files that may hold servers and could not be read. */
    readonly unread: readonly string[];
    /** Servers that were started without the shim because its runtime was broken. */
    readonly startedUnguarded: number;
  };
  /** Files that we wrote, of which `restore` could not give everything back, with why. */
  readonly unsettled: readonly string[];
  readonly shim: ShimStatus;
  /** Entries that name the shim while it is not there or can not run. */
  readonly withoutShim: number;
  readonly policy: PolicyStatus;
  /** Why the person's own catalogue can not be read; the last good one decides then. Null when all is well. */
  readonly catalogueProblem: string | null;
  /** Why the classifier that the policy names can not be used. Null when all is well, or the policy names none. */
  readonly classifierProblem: string | null;
  /** Until when a person has paused deciding. ISO 8601; null when nobody has. */
  readonly pausedUntil: string | null;
  readonly daemon: RunningDaemon | null;
  /** Calls that wait for a person's answer; null when no daemon runs that could hold any, or it does not say. */
  readonly waitingApprovals: number | null;
  /** How often a person was to be told of something that inspection found, within a day; null where no trace was taken in, or it can not be read. */
  readonly found: number | null;
  /** Why the store of the trace can not be read, and what to do. Null when all is well. */
  readonly traceProblem: WireFailure | null;
  readonly onDrift: OnDrift;
}

export interface ClientRoutes {
  readonly id: ClientId;
  readonly name: string;
  readonly guarded: number;
  readonly direct: number;
  readonly drifted: number;
  readonly foreignGuard: number;
  readonly unroutable: number;
}

export interface StatusRequest extends Omit<HomeRequest, 'only' | 'wanted'> {
  readonly processes: ProcessTable;
  readonly now: Date;
}

export async function statusOf(request: StatusRequest): Promise<Status> {
  const { stateFolder, processes, now } = request;
  const launcher = launcherPath(stateFolder);
  const plan = await planHome({ ...request, only: null, wanted: () => true }, launcher);
  const direct = plan.plans.flatMap(({ candidate, changes }) =>
    changes
      .filter(({ kind, isGuarded }) => kind === 'wrap' || (kind === 'update' && !isGuarded))
      .map((entry) => ({ ...entry, path: candidate.path, realPath: candidate.realPath })),
  );
  const wrapped = wrappedHere(stateFolder);
  const drift = direct.filter((entry) => wrapped(entry.realPath).has(namedPlace(entry)));
  const updates = plan.plans.flatMap(({ candidate, changes }) =>
    changes.filter(({ kind }) => kind === 'update').map(() => candidate),
  );
  const seen = new Set([...plan.guarded, ...updates].map(({ realPath }) => realPath));
  const shim = shimStatus(stateFolder);
  const trust = trustHere(join(stateFolder, 'policy'), administratorsFolder(request.machine));
  const daemon = runningDaemon(stateFolder, processes);
  const found = await foundWithinADay(stateFolder, now);
  return {
    clients: routesOf(plan, direct, drift),
    drift: drift.map(nameOf),
    waiting: stagedFiles(stateFolder).map(({ path, clients, changes }) => ({ path, clients, changes: changes.length })),
    failedStarts: failedStarts(plan, wrapped, stateFolder),
    gaps: { unread: plan.gaps.map(({ text }) => text), startedUnguarded: shim.gaps },
    unsettled: await unsettledFiles(
      stateFolder,
      ({ path, realPath }) => seen.has(realPath) || plan.gaps.some(({ text }) => text.includes(`${path}: `)),
    ),
    shim,
    withoutShim: shim.launcher === 'present' && shim.current !== null ? 0 : plan.guarded.length + updates.length,
    policy: policyStatus(stateFolder, request.machine, now),
    catalogueProblem: await catalogueProblem(stateFolder),
    classifierProblem: (await classifierHere(stateFolder, request.machine, now, 'briefly'))?.problem?.message ?? null,
    pausedUntil: pauseHere(stateFolder, trust, now)?.until ?? null,
    daemon,
    waitingApprovals: daemon === null ? null : await waitingApprovals(stateFolder),
    found: found.count,
    traceProblem: found.problem,
    onDrift: onDriftHere(stateFolder),
  };
}

async function catalogueProblem(stateFolder: string): Promise<string | null> {
  const read = await localCatalogue(stateFolder);
  return read.kind === 'read' ? null : read.why;
}

async function waitingApprovals(stateFolder: string): Promise<number | null> {
  try {
    return (await listApprovals(stateFolder)).requests.length;
  } catch (error) {
    if (error instanceof SallyportError) {
      // It is just starting or ending, or its socket is not to be trusted: the next question says which.
      return null;
    }
    throw error;
  }
}

function routesOf(plan: HomePlan, direct: readonly EntryAt[], drift: readonly EntryAt[]): readonly ClientRoutes[] {
  const updates = plan.plans.flatMap(({ changes }) =>
    changes.filter(({ kind, isGuarded }) => kind === 'update' && isGuarded),
  );
  const foreign = plan.unroutable.filter(({ obstacle }) => obstacle.kind === 'foreign-guard');
  return allClients
    .map(({ id, name }): ClientRoutes => {
      const count = (entries: readonly { readonly client: string }[]): number =>
        entries.filter(({ client }) => client === id).length;
      return {
        id,
        name,
        guarded: count(plan.guarded) + count(updates),
        direct: count(direct) - count(drift),
        drifted: count(drift),
        foreignGuard: count(foreign),
        unroutable: count(plan.unroutable) + count(plan.refused) - count(foreign),
      };
    })
    .filter(
      ({ guarded, direct: open, drifted, foreignGuard, unroutable }) =>
        guarded + open + drifted + foreignGuard + unroutable > 0,
    );
}

function failedStarts(
  plan: HomePlan,
  wrappedIn: ReturnType<typeof wrappedHere>,
  stateFolder: string,
): Status['failedStarts'] {
  const wrapped = plan.guarded.flatMap((entry) => {
    const since = wrappedIn(entry.realPath).get(namedPlace(entry));
    return since === undefined ? [] : [{ entry, since }];
  });
  const starts = firstStarts(
    stateFolder,
    wrapped.map(({ entry, since }) => ({ client: entry.client, server: entry.name, since })),
  );
  return wrapped.flatMap(({ entry }, index) => {
    const start = starts[index];
    return start?.kind === 'failed' ? [{ ...nameOf(entry), why: start.why }] : [];
  });
}

function nameOf({ path, client, scope, name, pointer }: EntryAt): EntryAt {
  return { path, client, scope, name, pointer };
}
