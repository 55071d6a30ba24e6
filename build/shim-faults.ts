import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { verifyTrace } from '../shim/record/verify-trace.ts';
import { bundleShim } from './shim-bundle.ts';

/**
 * Ends connections in every way there is, at random moments, and counts what must not be: processes left behind,
 * broken segments, calls that ran without a record, shims that do not end.
 *
 * node build/shim-faults.ts [connections] [seed]
 */
const connections = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const server = join(import.meta.dirname, '../test/shim/fixtures/server.mjs');
const atOnce = 6;
/** From the end of a connection to the end of its server's whole tree. */
const promisedMs = 3000;
const lookEveryMs = 50;

const ends = [
  'eof',
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'client-output-closed',
  'client-killed',
  'server-crash',
  'server-killed',
  'shim-killed',
] as const;
type End = (typeof ends)[number];
type Client = ChildProcessByStdio<Writable, Readable, null>;

interface Case {
  readonly end: End;
  readonly flags: readonly string[];
  readonly calls: number;
  readonly waitMs: number;
}

interface Outcome {
  readonly end: End;
  readonly orphans: number;
  readonly stuck: boolean;
  readonly brokenSegments: readonly string[];
  readonly unrecorded: readonly unknown[];
  readonly ran: number;
}

const random = generator(seed);
const bundle = await bundleShim();
const cases = Array.from({ length: connections }, () => randomCase());
const outcomes: Outcome[] = [];
let next = 0;
await Promise.all(Array.from({ length: atOnce }, () => worker()));
report();

async function worker(): Promise<void> {
  for (let at = next++; at < cases.length; at = next++) {
    const one = cases[at];
    if (one !== undefined) {
      outcomes.push(await runCase(one));
    }
    if (outcomes.length % 100 === 0) {
      console.error(`${outcomes.length} of ${connections}`);
    }
  }
}

function randomCase(): Case {
  const end = pick(ends);
  // After a kill of the shim itself only servers that end at end of input are promised to go.
  const isStubborn = end !== 'shim-killed' && random() < 0.08;
  const flags = [
    ...(random() < 0.3 && end !== 'shim-killed' ? ['--grandchild'] : []),
    ...(isStubborn ? ['--stubborn'] : []),
  ];
  return { end, flags, calls: Math.floor(random() * 20), waitMs: Math.floor(random() * 40) };
}

async function runCase({ end, flags, calls, waitMs }: Case): Promise<Outcome> {
  const state = mkdtempSync(join(tmpdir(), 'sallyport-fault-'));
  const log = join(state, 'server.log');
  const shim = spawn(
    process.execPath,
    [
      bundle,
      'run',
      '--client',
      'faults',
      '--server',
      'habits',
      '--state',
      state,
      '--',
      process.execPath,
      server,
      '--log',
      log,
      ...flags,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  shim.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => shim.once('exit', () => resolve()));
  await firstAnswer(shim);
  for (let id = 1; id <= calls; id += 1) {
    send(shim, { id, method: 'tools/call', params: { name: pick(['ok', 'ok', 'never', 'pid']), arguments: { id } } });
  }
  await sleep(waitMs);
  const pids = started(log);
  const beganMs = performance.now();
  bringAbout(end, shim, pids[0] ?? 0);
  const isStuck = await Promise.race([ended.then(() => false), sleep(10_000).then(() => true)]);
  if (isStuck) {
    shim.kill('SIGKILL');
  }
  const orphans = await leftAfter(log, promisedMs - (performance.now() - beganMs));
  orphans.forEach((pid) => process.kill(pid, 'SIGKILL'));
  const outcome = { end, orphans: orphans.length, stuck: isStuck, ...readRecords(state, log) };
  rmSync(state, { recursive: true, force: true });
  return outcome;
}

/** What still runs when the promised time is over. */
async function leftAfter(log: string, timeMs: number): Promise<readonly number[]> {
  const left = (): readonly number[] => started(log).filter((pid) => runs(pid));
  for (let waitedMs = 0; waitedMs < timeMs && left().length > 0; waitedMs += lookEveryMs) {
    await sleep(lookEveryMs);
  }
  return left();
}

function bringAbout(end: End, shim: Client, serverPid: number): void {
  switch (end) {
    case 'eof':
      shim.stdin.end();
      break;
    case 'client-output-closed':
      shim.stdout.destroy();
      send(shim, { id: 'last', method: 'ping' });
      send(shim, { id: 'very-last', method: 'ping' });
      break;
    case 'client-killed':
      // What is left of a killed client: both of its ends closed at once.
      shim.stdout.destroy();
      shim.stdin.destroy();
      break;
    case 'server-crash':
      send(shim, { id: 'crash', method: 'tools/call', params: { name: 'crash' } });
      break;
    case 'server-killed':
      process.kill(serverPid, 'SIGKILL');
      break;
    case 'shim-killed':
      shim.kill('SIGKILL');
      break;
    case 'SIGTERM':
    case 'SIGINT':
    case 'SIGHUP':
      shim.kill(end);
  }
}

function readRecords(state: string, log: string): Pick<Outcome, 'brokenSegments' | 'unrecorded' | 'ran'> {
  const trace = join(state, 'trace');
  const faults = existsSync(trace) ? verifyTrace(trace).faults.filter(({ fault }) => fault.kind !== 'unfinished') : [];
  const recorded = new Set(records(trace).flatMap((record) => (record['kind'] === 'decision' ? [record['id']] : [])));
  const ran = entries(log).flatMap((entry) => ('ran' in entry ? [entry['ran']] : []));
  return {
    brokenSegments: faults.map(({ fault }) => JSON.stringify(fault)),
    unrecorded: ran.filter((id) => !recorded.has(id)),
    ran: ran.length,
  };
}

function report(): void {
  const count = (of: (outcome: Outcome) => number): number => outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
  const rows = ends.map((end) => {
    const these = outcomes.filter((outcome) => outcome.end === end);
    return {
      end,
      connections: these.length,
      orphans: these.reduce((sum, { orphans }) => sum + orphans, 0),
      stuck: these.filter(({ stuck }) => stuck).length,
    };
  });
  console.table(rows);
  const totals = {
    seed,
    connections: outcomes.length,
    callsThatRan: count(({ ran }) => ran),
    orphans: count(({ orphans }) => orphans),
    stuckShims: count(({ stuck }) => (stuck ? 1 : 0)),
    brokenSegments: count(({ brokenSegments }) => brokenSegments.length),
    callsWithoutRecord: count(({ unrecorded }) => unrecorded.length),
  };
  console.log(JSON.stringify(totals));
  outcomes
    .filter(({ brokenSegments, unrecorded }) => brokenSegments.length + unrecorded.length > 0)
    .forEach((outcome) => console.log(JSON.stringify(outcome)));
  process.exit(totals.orphans + totals.stuckShims + totals.brokenSegments + totals.callsWithoutRecord === 0 ? 0 : 1);
}

function send(shim: Client, message: object): void {
  shim.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function firstAnswer(shim: Client): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    shim.stdout.once('data', () => resolve());
    shim.once('exit', () => resolve());
  });
  send(shim, {
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'faults', version: '1' } },
  });
  shim.stdout.resume();
  await answered;
}

function started(log: string): readonly number[] {
  return entries(log).flatMap(({ started: pid, grandchild }) =>
    [pid, grandchild].filter((one) => typeof one === 'number'),
  );
}

function entries(path: string): readonly { readonly [key: string]: unknown }[] {
  return existsSync(path) ? linesOf(path) : [];
}

function records(trace: string): readonly { readonly [key: string]: unknown }[] {
  const days = existsSync(trace) ? readdirSync(trace).filter((day) => /^\d/.test(day)) : [];
  return days.flatMap((day) => readdirSync(join(trace, day)).flatMap((file) => linesOf(join(trace, day, file))));
}

function linesOf(path: string): readonly { readonly [key: string]: unknown }[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line): { readonly [key: string]: unknown } => JSON.parse(line));
}

function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new Error('nothing to pick from');
  }
  return item;
}

/** The same numbers for the same seed, so that a failure can be seen again. */
function generator(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
