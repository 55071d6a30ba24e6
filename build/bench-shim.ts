import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleShim } from './shim-bundle.ts';

/**
 * Measures what the shim adds over a direct connection, divided by what the floor adds in the same run: a relay that
 * parses each line and writes a record before a call leaves. Rounds of the two alternate, because machines drift.
 *
 * node build/bench-shim.ts [rounds] [--behave]: the table on stdout, all figures in .cache/bench-shim.json
 */
const root = join(import.meta.dirname, '..');
const bench = join(root, '../shared/bench');
const cache = join(root, '.cache');
const rounds = Number(process.argv[2] ?? 5);
const floor = 'floor-node-journal';

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
const peers = writePeers(await bundleShim());
for (let round = 1; round <= rounds; round += 1) {
  measure(peers, join(cache, `bench-shim-${round}.json`));
}
const results = Array.from({ length: rounds }, (_, at) => readRound(join(cache, `bench-shim-${at + 1}.json`)));
const rows = table(results);
console.table(rows);
writeFileSync(
  out,
  `${JSON.stringify({ when: new Date().toISOString(), node: process.version, rounds, rows, results }, null, 1)}\n`,
);

function writePeers(bundle: string): string {
  const peersPath = join(cache, 'bench-shim-peers.json');
  const known: readonly { readonly name: string; readonly cmd: readonly string[] }[] = JSON.parse(
    readFileSync(join(bench, 'peers.json'), 'utf8'),
  );
  const words = [process.execPath, bundle, 'run', '--client', 'bench', '--server', 'echo', '--', '{server}'];
  writeFileSync(peersPath, JSON.stringify([...known, { name: 'sallyport', family: 'stdio', cmd: words }]));
  return peersPath;
}

function measure(peersPath: string, result: string): void {
  const flags = process.argv.includes('--behave') ? [] : ['--skip-behave'];
  const words = [
    join(bench, 'bench.mjs'),
    '--peers',
    peersPath,
    '--only',
    `${floor},sallyport`,
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

function readRound(path: string): { readonly floor: PeerResult; readonly own: PeerResult } {
  const { peers: measured }: { readonly peers: { readonly [name: string]: PeerResult } } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const [floorResult, own] = [measured[floor], measured['sallyport']];
  if (floorResult === undefined || own === undefined) {
    throw new Error(`${path} lacks a relay`);
  }
  return { floor: floorResult, own };
}

function table(all: readonly { readonly floor: PeerResult; readonly own: PeerResult }[]): readonly Row[] {
  const of = (pick: (round: (typeof all)[number]) => number | null | undefined): number | null =>
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
