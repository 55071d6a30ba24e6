// Measures `sallyport scan --json` in ratios within one run: against an empty Node, against the npm package mcp-scan, and as homes grow.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Inventory } from '../scanner/model/inventory.ts';
import { demoEntries, makeDemoHome } from './demo-home.ts';
import { nodeFlags } from './node-flags.ts';

const root = join(import.meta.dirname, '..');
const node = join(root, 'node_modules', 'node', 'bin', 'node');
const program = join(root, 'dist', 'lib', 'start.cjs');
const launcher = join(root, 'dist', 'bin', 'sallyport');
const peer = join(root, '.cache', 'bench-peer');
const rounds = 15;
const scratch = await mkdtemp(join(tmpdir(), 'sallyport-bench-'));

const report = { date: new Date().toISOString(), node: process.version, demo: await demo(), growth: growth() };
mkdirSync(join(root, '.cache'), { recursive: true });
writeFileSync(join(root, '.cache', 'bench-scan.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log('\nKept in .cache/bench-scan.json');
rmSync(scratch, { recursive: true, force: true });

async function demo(): Promise<object> {
  const home = join(scratch, 'demo');
  mkdirSync(home);
  await makeDemoHome(home);
  const catalogue = readFileSync(join(home, '.sallyport/policy/catalogue.yaml'));
  const cold = (): void => {
    rmSync(join(home, '.sallyport'), { recursive: true, force: true });
    mkdirSync(join(home, '.sallyport/policy'), { recursive: true });
    writeFileSync(join(home, '.sallyport/policy/catalogue.yaml'), catalogue);
  };
  const other = peerProgram();
  const times = { node: [] as number[], sallyport: [] as number[], peer: [] as number[] };
  let found = { sallyport: 0, peer: null as number | null };
  for (let round = 0; round < rounds; round += 1) {
    times.node.push(run(home, node, ['-e', '0']).ms);
    cold();
    const scan = run(home, launcher, ['scan', '--json']);
    times.sallyport.push(scan.ms);
    found = { ...found, sallyport: entriesIn(JSON.parse(scan.out) as Inventory) };
    if (other !== null) {
      const theirs = run(home, node, [other, 'scan', '--offline', '--json']);
      times.peer.push(theirs.ms);
      found = { ...found, peer: peerServers(theirs.out) };
    }
  }
  const [bare, ours, theirs] = [
    median(times.node),
    median(times.sallyport),
    times.peer.length === 0 ? null : median(times.peer),
  ];
  console.log(`\nDemo home, ${rounds} cold runs in turn (medians; compare the ratios, not the times)`);
  row('node -e 0', bare, 1, '');
  row('sallyport scan --json', ours, ours / bare, `${found.sallyport} of ${demoEntries} entries`);
  if (theirs === null) {
    console.log('  mcp-scan could not be installed here');
  } else {
    row('mcp-scan --offline', theirs, theirs / bare, `${found.peer ?? '?'} of ${demoEntries} entries`);
  }
  return { bareMs: bare, sallyportMs: ours, peerMs: theirs, ratioToNode: ours / bare, found, entries: demoEntries };
}

function growth(): readonly object[] {
  console.log('\nGrowth: projects with ten servers each (median of 3 cold runs, largest memory)');
  let first: number | null = null;
  return [10, 100, 1000].map((sources) => {
    const home = manyProjects(sources);
    const runs = [1, 2, 3].map(() => {
      rmSync(join(home, '.sallyport'), { recursive: true, force: true });
      return measured(home, sources * 10);
    });
    const ms = median(runs.map((one) => one.ms));
    const mb = Math.max(...runs.map((one) => one.maxRssMb));
    const perSource = ms / sources;
    first ??= perSource;
    console.log(
      `  ${String(sources).padStart(5)} sources  ${String(sources * 10).padStart(6)} servers  ${ms.toFixed(0).padStart(6)} ms  ${perSource.toFixed(2).padStart(6)} ms a source  ${mb.toFixed(0).padStart(4)} MB`,
    );
    return { sources, servers: sources * 10, ms, maxRssMb: mb };
  });
}

function manyProjects(count: number): string {
  const home = join(scratch, `home-${count}`);
  const projects: Record<string, object> = {};
  for (let index = 0; index < count; index += 1) {
    const project = join(home, 'work', `p${index}`);
    projects[project] = {};
    const servers = Object.fromEntries(
      Array.from({ length: 10 }, (_, n) => [
        `server-${index}-${n}`,
        {
          command: 'npx',
          args: ['-y', `package-${index}-${n}@1.${n}.0`, '--root', project],
          env: { LOG_LEVEL: 'info', API_TOKEN: `\${TOKEN_${n}}` },
        },
      ]),
    );
    put(join(project, '.mcp.json'), JSON.stringify({ mcpServers: servers }, null, 2));
  }
  put(join(home, '.claude.json'), JSON.stringify({ projects }));
  return home;
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function run(home: string, command: string, words: readonly string[]): { readonly ms: number; readonly out: string } {
  const begin = process.hrtime.bigint();
  const { stdout, stderr, status, error } = spawnSync(command, [...words], {
    cwd: home,
    env: { HOME: home, PATH: '/usr/bin:/bin' },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const ms = Number(process.hrtime.bigint() - begin) / 1e6;
  if (error !== undefined || (status !== 0 && status !== 3 && status !== 1)) {
    throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr}`, { cause: error });
  }
  return { ms, out: stdout };
}

function measured(home: string, servers: number): { readonly ms: number; readonly maxRssMb: number } {
  const note = join(scratch, 'rss');
  const hook = `import fs from 'node:fs'; process.on('exit', () => fs.writeFileSync(${JSON.stringify(note)}, String(process.resourceUsage().maxRSS)));`;
  const { ms, out } = run(home, node, [
    ...nodeFlags,
    '--import',
    `data:text/javascript,${encodeURIComponent(hook)}`,
    program,
    'scan',
    '--json',
  ]);
  const found = (JSON.parse(out) as Inventory).servers.length;
  if (found !== servers) {
    throw new Error(`${servers} servers are there, but ${found} were found`);
  }
  return { ms, maxRssMb: Number(readFileSync(note, 'utf8')) / 1024 };
}

function entriesIn(inventory: Inventory): number {
  return new Set(
    inventory.servers.flatMap(({ sightings }) => sightings.map(({ path, pointer }) => `${path}${pointer}`)),
  ).size;
}

/** The peer's command file, installed once into the cache; null where it can not be had. */
function peerProgram(): string | null {
  const folder = join(peer, 'node_modules', 'mcp-scan');
  if (!existsSync(folder)) {
    mkdirSync(peer, { recursive: true });
    writeFileSync(join(peer, 'package.json'), '{"private": true}\n');
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', 'mcp-scan@2.0.8'], {
      cwd: peer,
      stdio: 'ignore',
    });
  }
  if (!existsSync(folder)) {
    return null;
  }
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  return join(folder, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
}

function peerServers(out: string): number | null {
  try {
    const document = JSON.parse(out.slice(out.indexOf('{'))) as {
      readonly servers?: readonly unknown[];
      readonly results?: readonly unknown[];
    };
    return (document.servers ?? document.results)?.length ?? null;
  } catch {
    // Its output is not ours to rely on: the count is then unknown.
    return null;
  }
}

function row(name: string, ms: number, ratio: number, note: string): void {
  console.log(`  ${name.padEnd(24)} ${ms.toFixed(0).padStart(6)} ms  ${ratio.toFixed(1).padStart(5)} x  ${note}`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
