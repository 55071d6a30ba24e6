import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLocalFolder } from '../policy/bundle/local.ts';
import { presetFiles } from '../policy/presets/presets.ts';
import { inspectionOfAKilobyte } from './bench-shim-inspection.ts';
import { memoryAfterLargeResult } from './bench-shim-memory.ts';
import { bundleShim } from './shim-bundle.ts';

/**
 * Measures what the shim adds over a direct connection, divided by what the floor adds in the same run: a relay that
 * parses each line and writes a record before a call leaves. Rounds of the two alternate, because machines drift.
 *
 * node build/bench-shim.ts [rounds] [--behave] [--disk]: the table on stdout, all figures in .cache/bench-shim.json.
 * `--disk` adds what waiting for the disk costs, against the floor that waits for it at each call.
 */
const root = join(import.meta.dirname, '..');
const bench = join(root, '../shared/bench');
const cache = join(root, '.cache');
const rounds = Number(process.argv[2] ?? 5);
const floor = 'floor-node-journal';
const syncFloor = 'floor-node-journal-sync';
const notInspecting = { 'content.yaml': 'version: 1\ninspect: false\n' };
const withDisk = process.argv.includes('--disk');

interface Measured {
  readonly [key: string]: number | null;
}

interface PeerResult {
  readonly abs: Measured;
  readonly baseAbs: Measured;
  readonly ratio: Measured;
  readonly add: Measured;
  readonly behaviour?: unknown;
}

interface Row {
  readonly what: string;
  readonly direct: string;
  readonly floor: string;
  readonly sallyport: string;
  readonly ratio: number | null;
  readonly goal: string;
  readonly reached: boolean;
}

if (!existsSync(bench)) {
  console.error('the benchmark lies in ../shared/bench, which is not beside this checkout');
  process.exit(2);
}
mkdirSync(cache, { recursive: true });
const out = join(cache, 'bench-shim.json');
rmSync(out, { force: true });
const bundle = await bundleShim();
const peers = await writePeers();
for (let round = 1; round <= rounds; round += 1) {
  measure(peers, join(cache, `bench-shim-${round}.json`));
}
const results = Array.from({ length: rounds }, (_, at) => readRound(join(cache, `bench-shim-${at + 1}.json`)));
const rows = [
  ...table(results),
  ...(await inspectionRows()),
  await memoryRow(),
  ...(withDisk ? [diskRow(results)] : []),
];
console.table(rows);
writeFileSync(
  out,
  `${JSON.stringify({ when: new Date().toISOString(), node: process.version, rounds, rows, results }, null, 1)}\n`,
);

async function writePeers(): Promise<string> {
  const peersPath = join(cache, 'bench-shim-peers.json');
  const known: readonly { readonly name: string; readonly cmd: readonly string[] }[] = JSON.parse(
    readFileSync(join(bench, 'peers.json'), 'utf8'),
  );
  const own = [
    { name: 'sallyport', family: 'stdio', cmd: shimFor(['{server}'], ['--state', await uninspecting()]) },
    ...(withDisk
      ? [{ name: 'sallyport-disk', family: 'stdio', cmd: shimFor(['{server}'], ['--state', await stateOnDisk()]) }]
      : []),
  ];
  writeFileSync(peersPath, JSON.stringify([...known, ...own]));
  return peersPath;
}

function shimFor(server: readonly string[], options: readonly string[] = []): readonly string[] {
  return [process.execPath, bundle, 'run', '--client', 'bench', '--server', 'echo', ...options, '--', ...server];
}

/** A state folder whose policy wants each record on the disk. */
function stateOnDisk(): Promise<string> {
  return stateWith('disk', {
    'settings.yaml': 'version: 1\ndurability: disk\n',
    ...notInspecting,
  });
}

/** A state folder whose policy switches inspection off: what is left is the relay. */
function uninspecting(): Promise<string> {
  return stateWith('relay', notInspecting);
}

function freshState(name: string): string {
  const state = join(cache, `bench-shim-state-${name}`);
  rmSync(state, { recursive: true, force: true });
  return state;
}

async function stateWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const state = freshState(name);
  const source = join(state, 'policy', 'source');
  mkdirSync(source, { recursive: true });
  for (const [file, text] of Object.entries({ 'settings.yaml': 'version: 1\n', ...files })) {
    writeFileSync(join(source, file), text);
  }
  const taken = await takeLocalFolder(source, join(state, 'policy'), new Date());
  if (taken.kind !== 'in-force') {
    throw new Error(`the policy is not in force: ${JSON.stringify(taken)}`);
  }
  return state;
}

function measure(peersPath: string, result: string): void {
  const flags = process.argv.includes('--behave') ? [] : ['--skip-behave'];
  const words = [
    join(bench, 'bench.mjs'),
    '--peers',
    peersPath,
    '--only',
    `${floor},sallyport${withDisk ? `,${syncFloor},sallyport-disk` : ''}`,
    '--rounds',
    '1',
    ...flags,
    '--out',
    result,
  ];
  const run = spawnSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (run.status !== 0) {
    throw new Error(`the benchmark ended with ${run.status}`);
  }
}

interface Round {
  readonly floor: PeerResult;
  readonly own: PeerResult;
  readonly disk: { readonly floor: PeerResult; readonly own: PeerResult } | null;
}

function readRound(path: string): Round {
  const { peers: measured }: { readonly peers: { readonly [name: string]: PeerResult } } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const [floorResult, own] = [measured[floor], measured['sallyport']];
  if (floorResult === undefined || own === undefined) {
    throw new Error(`${path} lacks a relay`);
  }
  const [diskFloor, ownDisk] = [measured[syncFloor], measured['sallyport-disk']];
  const disk = diskFloor === undefined || ownDisk === undefined ? null : { floor: diskFloor, own: ownDisk };
  return { floor: floorResult, own, disk };
}

async function memoryRow(): Promise<Row> {
  const megabytes = rounded(
    await memoryAfterLargeResult(
      shimFor([process.execPath, join(bench, 'echo.mjs')], ['--state', await uninspecting()]),
    ),
  );
  return {
    what: 'memory after 16 MB',
    direct: '–',
    floor: '–',
    sallyport: `${megabytes} MB`,
    ratio: null,
    goal: 'below 120 MB',
    reached: megabytes < 120,
  };
}

/** What inspecting a result of 1 KB adds to its call, by what the floor adds: where findings are only recorded, and where they act. */
async function inspectionRows(): Promise<readonly Row[]> {
  // Of the preset only what it does with content: its policies ask about an agent that calls as fast as this.
  const balanced = { 'content.yaml': presetFiles('balanced').get('content.yaml') ?? '' };
  const all = [
    { what: 'recorded only', state: await stateWith('records', { 'content.yaml': 'version: 1\n' }) },
    { what: 'as balanced', state: await stateWith('balanced', balanced) },
  ];
  const direct = [process.execPath, join(bench, 'echo.mjs')];
  const { floorMs, inspectionMs } = await inspectionOfAKilobyte({
    direct,
    floor: [process.execPath, join(bench, 'floors', 'parse.mjs'), '--journal=write', ...direct],
    relaying: shimFor(direct, ['--state', await uninspecting()]),
    inspecting: all.map(({ state }) => shimFor(direct, ['--state', state])),
  });
  return all.map(({ what }, at) => {
    const ownMs = inspectionMs[at] ?? Number.NaN;
    const ratio = quotient(ownMs, floorMs);
    return {
      what: `inspection of 1 KB, p50, ${what}`,
      direct: '–',
      floor: `+${Math.round(floorMs * 1000)} µs`,
      sallyport: `+${Math.round(ownMs * 1000)} µs more`,
      ratio,
      goal: 'at most 0.5',
      reached: ratio !== null && ratio <= 0.5,
    };
  });
}

function diskRow(all: readonly Round[]): Row {
  const of = (pick: (disk: NonNullable<Round['disk']>) => number | null | undefined): number | null =>
    median(all.flatMap(({ disk }) => (disk === null ? [] : (pick(disk) ?? []))));
  const [floorRatio, own] = [of((disk) => disk.floor.ratio['pipe_per_s']), of((disk) => disk.own.ratio['pipe_per_s'])];
  const ratio = quotient(own, floorRatio);
  return {
    what: '64 in flight, on disk',
    direct: '1',
    floor: `${rounded(floorRatio ?? 0)} of direct`,
    sallyport: `${rounded(own ?? 0)} of direct`,
    ratio,
    goal: 'at least 3',
    reached: ratio !== null && ratio >= 3,
  };
}

function table(all: readonly Round[]): readonly Row[] {
  const of = (pick: (round: Round) => number | null | undefined): number | null =>
    median(all.flatMap((round) => pick(round) ?? []));
  const added = (what: string, key: string, unit: string, scale: number, atMost: number): Row => {
    const ratio = quotient(
      of(({ own }) => own.add[key]),
      of(({ floor: base }) => base.add[key]),
    );
    const text = (value: number | null): string => (value === null ? '–' : `+${Math.round(value * scale)} ${unit}`);
    return {
      what,
      direct: `${rounded((of(({ floor: base }) => base.baseAbs[key]) ?? 0) * scale)} ${unit}`,
      floor: text(of(({ floor: base }) => base.add[key])),
      sallyport: text(of(({ own }) => own.add[key])),
      ratio,
      goal: `at most ${atMost}`,
      reached: ratio !== null && ratio <= atMost,
    };
  };
  const throughput = (what: string, key: string): Row => {
    const ratio = quotient(
      of(({ own }) => own.ratio[key]),
      of(({ floor: base }) => base.ratio[key]),
    );
    const text = (value: number | null): string => `${rounded(value ?? 0)} of direct`;
    return {
      what,
      direct: '1',
      floor: text(of(({ floor: base }) => base.ratio[key])),
      sallyport: text(of(({ own }) => own.ratio[key])),
      ratio,
      goal: 'at least 0.85',
      reached: ratio !== null && ratio >= 0.85,
    };
  };
  const idle = {
    floor: of(({ floor: base }) => base.abs['rss_idle_mb']),
    own: of(({ own }) => own.abs['rss_idle_mb']),
  };
  const over = idle.own !== null && idle.floor !== null ? rounded(idle.own - idle.floor) : null;
  return [
    added('cold start', 'cold_ms', 'ms', 1, 1.8),
    added('call p50', 'p50', 'µs', 1000, 1.25),
    added('call p99', 'p99', 'µs', 1000, 2),
    throughput('64 in flight', 'pipe_per_s'),
    throughput('1 MB results', 'mbps_1mb'),
    throughput('16 MB results', 'mbps_16mb'),
    {
      what: 'idle memory',
      direct: '–',
      floor: `${rounded(idle.floor ?? 0)} MB`,
      sallyport: `${rounded(idle.own ?? 0)} MB`,
      ratio: over,
      goal: 'at most 6 MB more',
      reached: over !== null && over <= 6,
    },
  ];
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

function quotient(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : rounded(a / b);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
