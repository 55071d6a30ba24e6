// Measures decisions with 50 and 500 policies and 200 catalogue entries, what they cost a shim at start, and the wasm of Cedar beside them.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildBundle, bundleBytes } from '../policy/bundle/build.ts';
import type { Bundle } from '../policy/bundle/bundle.ts';
import { withCedar } from '../policy/bundle/cedar-wasm.ts';
import { pack } from '../policy/bundle/envelope.ts';
import { loadBundle } from '../policy/bundle/load.ts';
import { install } from '../policy/bundle/store.ts';
import { decide } from '../policy/decide/decide.ts';
import { sampleCalls, sampleFolder } from './bench-policy/sample.ts';

const rounds = 200;
const starts = 21;
const temporary = await mkdtemp(join(tmpdir(), 'sallyport-bench-'));
const report: Record<string, unknown> = {};
try {
  const starter = join(temporary, 'start.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'bench-policy-start.ts')],
    outfile: starter,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // As in the programs themselves: some packages ask for parts of Node by require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  const call = join(temporary, 'call.json');
  await writeFile(call, JSON.stringify(sampleCalls[0]));
  const none = startTimes([starter]);
  for (const policies of [50, 500]) {
    const bundle = await sampleBundle(policies);
    const folder = join(temporary, `policy-${policies}`);
    install(folder, pack({ payload: bundleBytes(bundle), signatures: [] }), { kind: 'local' }, new Date());
    const some = startTimes([starter, folder, call]);
    report[`${policies} policies`] = {
      decideMicroseconds: decideTimes(bundle),
      wasmMicroseconds: wasmTimes(bundle),
      loadMs: rounded(some.loadMs),
      coldStartMoreMs: rounded(some.wallMs - none.wallMs),
      memoryMoreMb: rounded((some.rssKb - none.rssKb) / 1024),
    };
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
console.log(JSON.stringify(report, null, 2));

async function sampleBundle(policies: number): Promise<Bundle> {
  const built = await buildBundle(sampleFolder(policies), {
    organisation: null,
    version: 1,
    issuedAt: new Date().toISOString(),
    expiresAt: null,
  });
  if (!built.ok) {
    throw new Error(JSON.stringify(built.problems.slice(0, 3)));
  }
  return built.bundle;
}

function decideTimes(bundle: Bundle): Readonly<Record<string, number>> {
  const { policy } = loadBundle(bundleBytes(bundle));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const facts of sampleCalls) {
      const begun = performance.now();
      decide(facts, policy);
      times.push((performance.now() - begun) * 1000);
    }
  }
  return percentiles(times.slice(times.length / 4));
}

/** The person's set only, with the same policies; the wasm has no notion of the rest. */
function wasmTimes({ sets }: Bundle): Readonly<Record<string, number>> {
  return withCedar((cedar) => {
    cedar.preparsePolicySet('bench', {
      staticPolicies: Object.fromEntries((sets.person ?? []).map(({ id, text }) => [id, text])),
    });
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const facts of sampleCalls) {
        const resource = { type: 'MCP::Tool', id: facts.target.name };
        const server = { type: 'MCP::Server', id: facts.server.identity };
        const { labels: _, ...standing } = { ...facts.server, owner: 'a', dataClass: 'b', category: 'c' };
        const begun = performance.now();
        cedar.statefulIsAuthorized({
          principal: { type: 'MCP::Person', id: facts.person.id },
          action: { type: 'MCP::Action', id: facts.method },
          resource,
          context: {
            input: { table: 'sales_eu', ids: [1, 2, 3] },
            session: { ...facts.session, labels: [...facts.session.labels] },
            findings: [],
            time: {
              hour: facts.time.hour,
              minute: 0,
              weekday: 1,
              now: { __extn: { fn: 'datetime', arg: '2026-11-20' } },
            },
            network: { ip: { __extn: { fn: 'ip', arg: '10.1.2.3' } } },
            credential: 'none',
            interactive: true,
          },
          preparsedPolicySetId: 'bench',
          entities: [
            {
              uid: { type: 'MCP::Person', id: facts.person.id },
              attrs: { department: 'finance' },
              parents: [{ type: 'MCP::Group', id: 'finance' }],
            },
            { uid: { type: 'MCP::Group', id: 'finance' }, attrs: {}, parents: [{ type: 'MCP::Group', id: 'staff' }] },
            { uid: server, attrs: standing, parents: [] },
            {
              uid: resource,
              attrs: {
                ...standing,
                effect: facts.target.effect,
                external: false,
                mode: 'unknown',
                hints: { ...facts.target.hints },
              },
              parents: [server],
            },
          ],
        });
        times.push((performance.now() - begun) * 1000);
      }
    }
    return percentiles(times.slice(times.length / 5));
  });
}

interface Start {
  readonly wallMs: number;
  readonly loadMs: number;
  readonly rssKb: number;
}

/** The middle of many starts of a fresh process. */
function startTimes(args: readonly string[]): Start {
  const node = join(
    createRequire(import.meta.url).resolve('node/package.json'),
    '..',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const all = Array.from({ length: starts }, (): Start => {
    const begun = performance.now();
    const { stdout, status } = spawnSync(node, args, { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error('a start failed');
    }
    return { ...(JSON.parse(stdout) as Omit<Start, 'wallMs'>), wallMs: performance.now() - begun };
  });
  const middle = (of: (start: Start) => number): number =>
    all.map(of).toSorted((a, b) => a - b)[Math.floor(starts / 2)] ?? 0;
  return {
    wallMs: middle(({ wallMs }) => wallMs),
    loadMs: middle(({ loadMs }) => loadMs),
    rssKb: middle(({ rssKb }) => rssKb),
  };
}

function percentiles(times: readonly number[]): Readonly<Record<string, number>> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
