// What the screens cost: a trace of a million records, thousands of servers, a daemon at rest, the first picture in a browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { processTable } from '../main/daemon/process-table.ts';
import type { ActivityFilter } from '../main/contract/activity.ts';
import type { Handlers } from '../main/contract/operations.ts';
import { readScreens } from '../main/daemon/host/screens.ts';
import { startDaemon } from '../main/daemon/service/daemon.ts';
import { benchInBrowser } from './screens/bench-in-browser.ts';
import { realMachine } from '../main/machine.ts';
import { connectionFields } from '../shim/record/fields.ts';
import { Journal } from '../shim/record/journal.ts';
import { segmentFolder } from '../shim/record/segment.ts';

const records = Number(process.argv[2] ?? 1_000_000);
const servers = Number(process.argv[3] ?? 5000);
const root = join(import.meta.dirname, '..');
const work = await mkdtemp(join(tmpdir(), 'sallyport-bench-'));
const home = join(work, 'home');
const state = join(home, '.sallyport');

try {
  await makeServers();
  console.log(
    `a trace of ${records.toLocaleString('en')} records and a home of ${servers.toLocaleString('en')} servers`,
  );
  await timed('written by one journal a connection', () => Promise.resolve(makeTrace()));
  await measure();
} finally {
  await rm(work, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const screensFolder = join(root, 'dist', 'lib', 'screens');
  const script = await readFile(join(screensFolder, 'screens.js'));
  const style = await readFile(join(screensFolder, 'screens.css'));
  line('script and style, packed', `${((gzipSync(script).length + gzipSync(style).length) / 1024).toFixed(1)} kB`);

  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const daemon = await timed('daemon started', () =>
    readScreens(screensFolder).then((screens) =>
      startDaemon({
        machine: { ...realMachine(process.env), home, env: {}, searchPath: [] },
        stateFolder: state,
        now: () => new Date(),
        user: 'bench',
        host: 'headless',
        mayReadGuarded: true,
        projects: [],
        onDrift: null,
        processes: processTable(process.env),
        policyMachine: null,
        fetch: globalThis.fetch,
        onSynced: () => undefined,
        can: { startAtLogin: false, notify: false },
        screens,
        onWatchEvent: () => undefined,
        onApproval: () => undefined,
        onNote: (note) => console.error(note),
        onInternal: (name, error) => console.error(name, error),
      }),
    ),
  );
  const { handlers } = daemon.service;
  await timed('configs watched', () => daemon.ready);
  await timed('home scanned', () => scanned(handlers));
  line('longest wait of anybody else meanwhile', `${(delay.max / 1e6).toFixed(0)} ms`);
  delay.reset();
  await timed('the whole trace taken in', () => daemon.service.caughtUp);
  line('longest wait of anybody else meanwhile', `${(delay.max / 1e6).toFixed(0)} ms`);
  delay.reset();

  await timed(
    'servers.list',
    () => handlers['servers.list']({}),
    ({ servers: rows }) => `${rows.length} rows, ${(JSON.stringify(rows).length / 1e6).toFixed(1)} MB`,
  );
  await timed('overview.show', () => handlers['overview.show']({}));
  await timed('overview.map', () => handlers['overview.map']({}));
  await timed('overview.traffic, a month', () => handlers['overview.traffic']({ hours: 720 }));
  await timed('activity.facets', () => handlers['activity.facets']({}));
  const asked: readonly (readonly [string, ActivityFilter])[] = [
    ['everything', {}],
    ['decisions', { kind: 'decision' }],
    ['one tool of a hundred', { tool: 'tool-7' }],
    ['a rare effect', { effect: 'deny' }],
    ['two at once', { tool: 'tool-7', effect: 'deny' }],
    ['failures', { failed: true }],
    ['a text that is nowhere', { text: 'never written' }],
  ];
  for (const [what, filter] of asked) {
    await timed(
      `activity.query, ${what}`,
      () => handlers['activity.query']({ filter, before: null, limit: 200 }),
      ({ rows }) => `${rows.length} rows`,
    );
  }
  await timed('twenty pages further down', async () => {
    let before: number | null = null;
    for (let page = 0; page < 20; page += 1) {
      ({ next: before } = await handlers['activity.query']({ filter: {}, before, limit: 200 }));
    }
  });
  await timed(
    'activity.count of decisions',
    () => handlers['activity.count']({ filter: { kind: 'decision' }, most: 1_000_000 }),
    ({ count }) => `${count}`,
  );
  line('longest wait of anybody else meanwhile', `${(delay.max / 1e6).toFixed(0)} ms`);

  await benchInBrowser(await daemon.openWindow(false), servers, line);
  await daemon.close();
  await measureAtRest();
}

/** A daemon as it is installed, with nothing of this bench in its process. */
async function measureAtRest(): Promise<void> {
  const daemon = spawn(join(root, 'dist', 'bin', 'sallyport'), ['daemon'], {
    env: { HOME: home, PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const pid = daemon.pid ?? 0;
  await sleep(15_000);
  const before = await processorMs(pid);
  await sleep(30_000);
  line('processor time of a daemon at rest', `${(((await processorMs(pid)) - before) / 300).toFixed(2)} % of one core`);
  line('memory of a daemon at rest', `${((await residentBytes(pid)) / 1e6).toFixed(0)} MB`);
  daemon.kill('SIGTERM');
  await once(daemon, 'exit');
}

/** In steps of ten milliseconds, as Linux counts. */
async function processorMs(pid: number): Promise<number> {
  const [, fields = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ');
  const words = fields.split(' ').map(Number);
  return ((words[11] ?? 0) + (words[12] ?? 0)) * 10;
}

async function residentBytes(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

async function scanned(handlers: Handlers): Promise<void> {
  while ((await handlers['work.list']({})).some(({ endedAt }) => endedAt === null)) {
    await sleep(50);
  }
}

function makeTrace(): void {
  const connections = 40;
  const calls = Math.floor(records / 2 / connections);
  const start = Date.now() - 30 * 24 * 3_600_000;
  for (let number = 0; number < connections; number += 1) {
    let call = 0;
    const journal = new Journal({
      folder: segmentFolder(join(state, 'trace')),
      clock: {
        now: () => new Date(start + Math.floor((call / calls) * 29 * 24 * 3_600_000) + number),
        elapsedMs: () => 0,
      },
      session: `s${number.toString(16).padStart(12, '0')}`,
      connection: number.toString(16).padStart(6, '0'),
      durability: 'os',
      opening: () =>
        connectionFields(
          {
            user: { name: 'bench', id: '1000' },
            agent: {
              client: `client-${number % 5}`,
              verified: null,
              confidence: 'none',
              mode: 'principal',
              delegation: [],
            },
            server: { id: null, name: `server-${number % 20}` },
            version: '1.0.0',
          },
          null,
        ),
    });
    for (; call < calls; call += 1) {
      const effect = call % 997 === 0 ? 'deny' : 'allow';
      journal.append(
        `"kind":"decision","call":${call},"direction":"up","id":${call},"action":{"method":"tools/call","tool":"tool-${call % 100}"},"inputs":{"argsHmac":"${'0'.repeat(64)}","argNames":["path","depth"]},"decision":{"effect":"${effect}","mode":"monitor","reasons":[]},"content":{"inspected":"full"},"decideMs":0.021`,
      );
      journal.append(
        `"kind":"outcome","call":${call},"action":{"method":"tools/call"},"content":{"inspected":"full"},"outcome":{"ok":true,"isError":${call % 50 === 0},"ended":"answered","bytes":812,"durationMs":14.2}`,
      );
      if (call % 500 === 0) {
        void journal.commit();
      }
    }
    void journal.commit();
    journal.close();
  }
}

async function makeServers(): Promise<void> {
  const entries = Object.fromEntries(
    Array.from({ length: servers }, (_, number) => [
      `server-${number}`,
      {
        command: 'npx',
        args: ['-y', `package-${number}@1.0.${number % 10}`, `/srv/${number}`],
        env: { API_TOKEN: 'x' },
      },
    ]),
  );
  await mkdir(join(home, '.cursor'), { recursive: true });
  await writeFile(join(home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: entries }));
}

async function timed<Result>(
  what: string,
  run: () => Promise<Result>,
  more: (result: Result) => string = () => '',
): Promise<Result> {
  const start = performance.now();
  const result = await run();
  const ms = performance.now() - start;
  line(what, `${ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms ${more(result)}`);
  return result;
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(74)} ${value}`);
}
