import { join } from 'node:path';
import { accountHere, homeHere, usualStateFolder } from './account.ts';
import type { ShimArguments } from './arguments.ts';
import { systemClock } from './clock.ts';
import { eraMemory } from './eras.ts';
import type { Limits } from './limits.ts';
import type { Judges } from './pipeline.ts';
import { argumentHash, type KeyedHash } from './record/argument-hash.ts';
import { cryptography } from './record/chain.ts';
import { deviceKey } from './record/device-key.ts';
import { giveBackLeftMarkers, keepRoomForMarkers, leaveGapMarker, takeGapMarkers } from './record/gap-markers.ts';
import {
  approvalFields,
  connectionFields,
  findingFields,
  type FindingFacts,
  gapFields,
  identityFields,
  policyFields,
  type PolicyFacts,
  type ApprovalFacts,
  type IdentifiedServer,
} from './record/fields.ts';
import { Journal } from './record/journal.ts';
import { pruneEveryMs, type PruneLimits, pruneNowAndThen } from './record/prune.ts';
import { pruneValues } from './record/prune-values.ts';
import { RecordedNames } from './record/recorded-names.ts';
import { segmentFolder } from './record/segment.ts';
import { valueFile } from './record/value-file.ts';
import { journalRecorder } from './recorder.ts';
import { Relay } from './relay.ts';
import { identify, type Session } from './session/identify.ts';
import { dropSessionsBefore, momentNow } from './session/session-file.ts';
import { linuxProcesses } from './session/linux-processes.ts';
import { macProcesses, windowsProcesses } from './session/listed-processes.ts';
import type { ProcessTable } from './session/process-table.ts';
import { PipeSink } from './sink.ts';
import { Connection } from './transport/connection.ts';
import { holdSignals } from './transport/early-signals.ts';
import { serverEnvironment } from './transport/environment.ts';
import { earlyEvents } from './transport/early-events.ts';
import { startServer, type Launch } from './transport/start.ts';

type RunArguments = Extract<ShimArguments, { readonly kind: 'run' }>;

/** What judges a connection, and how sure its records must be. */
export interface Judging {
  readonly judges: Judges;
  readonly durability: 'os' | 'disk';
  readonly limits: Limits;
}

/** What judges may want to know of the connection they are for. */
export interface JudgingDeps {
  readonly stateFolder: string;
  readonly home: string;
  readonly launch: Launch;
  readonly serverName: string;
  readonly session: Session;
  readonly user: { readonly name: string; readonly id: string };
  readonly hash: () => KeyedHash | null;
  readonly names: RecordedNames;
  /** Adds what was found out about the server to the record. */
  readonly onIdentity: (server: IdentifiedServer) => void;
  /** Adds to the record which policy decides from now on. */
  readonly onPolicy: (policy: PolicyFacts) => void;
  /** Adds that a call is about to be held for a person, before it is. */
  readonly onHeld: (facts: ApprovalFacts) => void;
  /** Notes something that a person should hear of. */
  readonly onFinding: (facts: FindingFacts) => void;
}

export interface RunOptions {
  readonly judging: (deps: JudgingDeps) => Promise<Judging>;
  readonly version: string;
}

/** Long after the start, when nobody waits for us to be quick. */
const pruneAfterMs = 20_000;
/** A session ends after eight hours in which nothing happened. */
const sessionDays = 2;

/** Starts the server and stands between it and whoever started us, until one of the two ends. */
export async function run(options: RunArguments, { judging, version }: RunOptions): Promise<void> {
  const launch = { command: options.command, args: options.args, env: serverEnvironment(process.env) };
  const signals = holdSignals();
  const server = startServer(launch);
  const early = server === null ? null : earlyEvents(server);

  // From here on the server is starting too: what is done now costs nobody time.
  const processes = processesHere();
  const account = accountHere();
  const state = options.stateFolder ?? options.installedIn ?? usualStateFolder(account);
  const session = identify(processes, process.ppid, options.client);
  const user = { name: account.name, id: account.id };
  const hash = hashOnce(state);
  const names = new RecordedNames();
  let journal: Journal | null = null;
  const { judges, durability, limits } = await judging({
    stateFolder: state,
    home: homeHere(options.installedIn ?? null, account),
    launch,
    serverName: options.server,
    session,
    user,
    hash,
    names,
    onIdentity: (found) => journal?.appendIfMore(identityFields(found)),
    onPolicy: (policy) => journal?.appendIfMore(policyFields(policy)),
    onFinding: (facts) => journal?.appendLater(findingFields(facts)),
    onHeld: (facts) => {
      const { method, tool } = facts.action;
      journal?.append(approvalFields({ ...facts, action: { method, tool: names.of(tool) } }));
      void journal?.commit();
    },
  });
  const connection = cryptography().randomBytes(6).toString('hex');
  journal = openJournal({ state, session, connection, user, server: options.server, version, durability });
  const values = valueFile(state, `${session.key}-${connection}`);
  const recorder = journalRecorder({ journal, hash, names, values, clock: systemClock });
  const toClient = new PipeSink();
  const toServer: PipeSink = new PipeSink((lines) => relay.serverIsDeaf(lines));
  const eras = eraMemory(state, systemClock, () => hash()?.({ command: options.command, args: options.args }) ?? null);
  const relay: Relay = new Relay(
    { judges, recorder, clock: systemClock },
    { toClient, toServer, eras, lineCapBytes: limits.lineCapBytes },
  );
  toClient.attach(process.stdout);
  const onTidy = (): void => tidy(state, limits.trace);
  setTimeout(onTidy, pruneAfterMs).unref();
  setInterval(onTidy, pruneEveryMs).unref();
  new Connection({
    launch,
    server,
    early,
    relay,
    recorder,
    journal,
    processes,
    session,
    toServer,
    signals,
    onTidy,
  }).open();
}

/** Drops what is too old or too much of everything that shims leave, unless somebody has within the hour. */
function tidy(state: string, limits: PruneLimits): void {
  const now = new Date();
  try {
    if (pruneNowAndThen(join(state, 'trace'), limits, now)) {
      pruneValues(state, limits, now);
      dropSessionsBefore(state, daysBefore(now, sessionDays), momentNow().machineMs);
      giveBackLeftMarkers(state, now);
      keepRoomForMarkers(state);
    }
  } catch {
    // Another program was faster, or a folder can not be read: the next to tidy tries again, and no connection ends for it.
    return;
  }
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 24 * 3_600_000).toISOString().slice(0, 10);
}

function processesHere(): ProcessTable {
  if (process.platform === 'win32') {
    return windowsProcesses(process.env['SystemRoot'] ?? 'C:\\Windows');
  }
  return process.platform === 'darwin' ? macProcesses() : linuxProcesses;
}

interface JournalHere {
  readonly state: string;
  readonly session: Session;
  readonly connection: string;
  readonly user: { readonly name: string; readonly id: string };
  readonly server: string;
  readonly version: string;
  readonly durability: 'os' | 'disk';
}

function openJournal({ state, session, connection, user, server, version, durability }: JournalHere): Journal {
  const facts = { user, agent: session.agent, server: { id: null, name: server }, version };
  const journal = new Journal({
    folder: segmentFolder(join(state, 'trace')),
    clock: systemClock,
    session: session.key,
    connection,
    durability,
    opening: (continues) => connectionFields(facts, continues),
    onLost: (records) =>
      leaveGapMarker(state, { at: systemClock.now(), client: session.agent.client, server, records }),
  });
  takeGapMarkers(state, (markers) => {
    markers.forEach(({ reason, ...gap }) => journal.append(gapFields(reason, gap)));
    return journal.commit();
  });
  return journal;
}

/** The key is read at the first call. A key that can not be read costs the hashes, not the calls. */
function hashOnce(state: string): () => KeyedHash | null {
  let hash: KeyedHash | null | undefined;
  return () => {
    if (hash === undefined) {
      try {
        hash = argumentHash(deviceKey(state));
      } catch {
        // An unwritable folder: the journal fails as well, and says so by the mode.
        hash = null;
      }
    }
    return hash;
  };
}
