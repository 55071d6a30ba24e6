import type { Handlers } from '../../contract/operations.ts';
import type { PolicyFile, Simulation as SimulationView } from '../../contract/policy.ts';
import { buildBundle, bundleBytes } from '../../../policy/bundle/build.ts';
import { loadBundle, type LoadedBundle } from '../../../policy/bundle/load.ts';
import { policyHere } from '../../../policy/bundle/policy-here.ts';
import { readAdvisories } from '../../../scanner/advisory-files.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { breathe } from '../breathe.ts';
import { readCatalogue } from '../catalogue-file.ts';
import { type RecordedCall, recordedCalls } from '../policy/recorded-calls.ts';
import { against } from '../policy/replay.ts';
import { type Simulation, simulate, standingChanges } from '../policy/simulate.ts';
import { rememberedIn } from '../policy/tool-then.ts';
import { begunAnew, isDamaged } from '../store-faults.ts';
import { openTraceStore } from '../trace-store.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import type { Reins } from '../jobs/job.ts';
import type { Works } from './works.ts';

export interface SimulationDeskDeps {
  readonly stateFolder: string;
  readonly machine: string | null;
  readonly now: () => Date;
  readonly works: Works;
  readonly inventory: () => Inventory | null;
  /** Begins the store of the trace anew. */
  readonly onTraceDamaged: (error: unknown) => void;
}

const BATCH = 500;

/** Tells what a candidate would have made of recorded calls: in batches, so that it can be stopped and keeps nobody waiting. */
export function simulationDesk(deps: SimulationDeskDeps): Pick<Handlers, 'policy.simulate' | 'policy.simulated'> {
  return {
    'policy.simulate': async ({ candidate, since }) => {
      if (candidate === null) {
        throw new SallyportError({
          code: 'USAGE',
          message: 'the policy in force decided these calls already',
          remedy: 'Change it, and simulate the change.',
        });
      }
      const loaded = await built(candidate, deps.now());
      return deps.works.begin('simulate', { canStop: true }, (reins) => run(loaded, since, deps, reins));
    },
    'policy.simulated': ({ work }) => Promise.resolve(deps.works.result(work) as SimulationView),
  };
}

async function run(
  candidate: LoadedBundle,
  since: string,
  { stateFolder, machine, now, inventory, onTraceDamaged }: SimulationDeskDeps,
  reins: Reins,
): Promise<SimulationView> {
  const policies = against({
    candidate,
    inForce: policyHere(stateFolder, machine, now()),
    own: (await readCatalogue(stateFolder)).catalogue,
    advisories: (await readAdvisories(stateFolder)).advisories,
    remembered: rememberedIn(stateFolder),
  });
  const store = openTraceStore(stateFolder);
  const parts: Simulation[] = [];
  let done = 0;
  try {
    for (const batch of batchesOf(
      recordedCalls(() => untilDamaged(store.rows(), onTraceDamaged), stateFolder),
      since,
    )) {
      parts.push(simulate(batch, policies));
      done += batch.length;
      reins.progress(done, null);
      await breathe();
      reins.signal.throwIfAborted();
    }
  } finally {
    store.close();
  }
  const known = inventory();
  const { changes, ...counts } = merged(parts);
  return {
    ...counts,
    changes: changes.map((change) => ({ ...change, server: nameOf(change.server, known) })),
    standings: known === null ? [] : standingChanges(known, now(), policies),
  };
}

function* untilDamaged(rows: Iterable<TraceRow>, onDamaged: (error: unknown) => void): IterableIterator<TraceRow> {
  try {
    yield* rows;
  } catch (error) {
    if (!isDamaged(error)) {
      throw error;
    }
    onDamaged(error);
    throw begunAnew(error);
  }
}

/** A package or an address says by itself what it is; a file or an id says it by its name in a config. */
function nameOf(server: string, inventory: Inventory | null): string {
  const row = inventory?.servers.find(({ id, identity }) => server === id || server === `sha256:${identity.sha256}`);
  return row?.names[0] ?? server;
}

function* batchesOf(calls: Iterable<RecordedCall>, since: string): IterableIterator<readonly RecordedCall[]> {
  let batch: RecordedCall[] = [];
  for (const call of calls) {
    if (call.time >= since) {
      batch.push(call);
    }
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

function merged(parts: readonly Simulation[]): Omit<SimulationView, 'standings'> {
  const changes = new Map<string, SimulationView['changes'][number]>();
  for (const { person, server, tool, was, wouldBe, because, calls, example } of parts.flatMap((part) => part.changes)) {
    const key = JSON.stringify([person, server, tool, was, wouldBe, because]);
    const before = changes.get(key)?.calls ?? 0;
    changes.set(key, { person, server, tool, was, wouldBe, because, calls: before + calls, example });
  }
  const notRecorded = new Map<string, number>();
  for (const { notRecorded: what, calls } of parts.flatMap(({ undecidable }) => undecidable)) {
    notRecorded.set(what, (notRecorded.get(what) ?? 0) + calls);
  }
  const sum = (of: (part: Simulation) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    calls: sum(({ calls }) => calls),
    unchanged: sum(({ unchanged }) => unchanged),
    undecidable: [...notRecorded.values()].reduce((total, calls) => total + calls, 0),
    notRecorded: [...notRecorded].map(([what, calls]) => ({ what, calls })),
    changes: [...changes.values()].toSorted((a, b) => b.calls - a.calls),
  };
}

async function built(files: readonly PolicyFile[], now: Date): Promise<LoadedBundle> {
  const label = { organisation: null, version: 0, issuedAt: now.toISOString(), expiresAt: null };
  const bundle = await buildBundle(new Map(files.map(({ name, text }) => [name, text])), label);
  if (!bundle.ok) {
    const [first] = bundle.problems;
    throw new SallyportError({
      code: 'USAGE',
      message: `the candidate can not be built${first === undefined ? '' : `: ${first.file}:${first.line}: ${first.message}`}`,
      remedy: 'Mend what the check says, then simulate.',
    });
  }
  return loadBundle(bundleBytes(bundle.bundle));
}
