import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ShimArguments } from './arguments.ts';
import { systemClock } from './clock.ts';
import { eraMemory } from './eras.ts';
import type { Judges } from './pipeline.ts';
import { argumentHash, type KeyedHash } from './record/argument-hash.ts';
import { cryptography } from './record/chain.ts';
import { deviceKey } from './record/device-key.ts';
import { connectionFields, gapFields } from './record/fields.ts';
import { leaveGapMarker, takeGapMarkers } from './record/gap-markers.ts';
import { Journal } from './record/journal.ts';
import { defaultLimits, pruneNowAndThen } from './record/prune.ts';
import { segmentFolder } from './record/segment.ts';
import { journalRecorder, type Recorder } from './recorder.ts';
import { Relay } from './relay.ts';
import { identify, type Session } from './session/identify.ts';
import { linuxProcesses } from './session/linux-processes.ts';
import { macProcesses, windowsProcesses } from './session/listed-processes.ts';
import type { ProcessTable } from './session/process-table.ts';
import { PipeSink } from './sink.ts';
import { Connection } from './transport/connection.ts';
import { serverEnvironment } from './transport/environment.ts';
import { startServer } from './transport/start.ts';

type RunArguments = Extract<ShimArguments, { readonly kind: 'run' }>;

export interface RunOptions {
  readonly judges: Judges;
  readonly version: string;
  readonly durability: 'os' | 'disk';
}

/** Long after the start, when nobody waits for us to be quick. */
const pruneAfterMs = 20_000;

/** Starts the server and stands between it and whoever started us, until one of the two ends. */
export function run(options: RunArguments, { judges, version, durability }: RunOptions): void {
  const launch = { command: options.command, args: options.args, env: serverEnvironment(process.env) };
  const server = startServer(launch);

  // From here on the server is starting too: what is done now costs nobody time.
  const processes = processesHere();
  const state = options.stateFolder ?? join(homedir(), '.sallyport');
  const session = identify(processes, process.ppid, options.client);
  const hash = hashOnce(state);
  const { journal, recorder } = openRecord({ state, session, server: options.server, version, durability, hash });
  const toClient = new PipeSink();
  const toServer = new PipeSink();
  const eras = eraMemory(state, systemClock, () => hash()?.({ command: options.command, args: options.args }) ?? null);
  const relay = new Relay({ judges, recorder, clock: systemClock }, { toClient, toServer, eras });
  toClient.attach(process.stdout);
  setTimeout(() => pruneNowAndThen(join(state, 'trace'), defaultLimits, new Date()), pruneAfterMs).unref();
  new Connection({ launch, server, relay, recorder, journal, processes, session, toServer }).open();
}

function processesHere(): ProcessTable {
  if (process.platform === 'win32') {
    return windowsProcesses(process.env['SystemRoot'] ?? 'C:\\Windows');
  }
  return process.platform === 'darwin' ? macProcesses() : linuxProcesses;
}

interface RecordOptions {
  readonly state: string;
  readonly session: Session;
  readonly server: string;
  readonly version: string;
  readonly durability: 'os' | 'disk';
  readonly hash: () => KeyedHash | null;
}

function openRecord({ state, session, server, version, durability, hash }: RecordOptions): {
  readonly journal: Journal;
  readonly recorder: Recorder;
} {
  const { username, uid } = userInfo();
  const facts = {
    user: { name: username, id: String(uid) },
    agent: session.agent,
    server: { id: null, name: server },
    version,
  };
  const journal = new Journal({
    folder: segmentFolder(join(state, 'trace')),
    clock: systemClock,
    session: session.key,
    connection: cryptography().randomBytes(6).toString('hex'),
    durability,
    opening: (continues) => connectionFields(facts, continues),
    onLost: (records) =>
      leaveGapMarker(state, { at: systemClock.now(), client: session.agent.client, server, records }),
  });
  for (const { reason, ...gap } of takeGapMarkers(state)) {
    journal.append(gapFields(reason, gap));
  }
  return { journal, recorder: journalRecorder({ journal, hash }) };
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
