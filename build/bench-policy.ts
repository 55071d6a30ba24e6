// Measures decisions with 50 and 500 policies and 200 catalogue entries, what they cost a shim at start, and the wasm of Cedar beside them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle, bundleBytes } from '../policy/bundle/build.ts';
import type { Bundle } from '../policy/bundle/bundle.ts';
import { withCedar } from '../policy/bundle/cedar-wasm.ts';
import { pack } from '../policy/bundle/envelope.ts';
import { loadBundle } from '../policy/bundle/load.ts';
import { install } from '../policy/bundle/store.ts';
import { decide } from '../policy/decide/decide.ts';
import { sampleCalls, sampleFolder } from './bench-policy/sample.ts';
import { type ShimStart, startShim, trivialServer } from './bench-policy-start.ts';
import { bundleShim } from './shim-bundle.ts';

const rounds = 200;
const starts = 21;
const temporary = await mkdtemp(join(tmpdir(), 'sallyport-bench-'));
const report: Record<string, unknown> = {};
try {
  const shim = await bundleShim();
  const server = join(temporary, 'server.cjs');
  await writeFile(server, trivialServer);
  const states = new Map<string, string>([['none', join(temporary, 'none')]]);
  for (const policies of [50, 500]) {
    const bundle = await sampleBundle(policies);
    const state = join(temporary, `policy-${policies}`);
    const bytes = pack({ payload: bundleBytes(bundle), signatures: [] });
    install(join(state, 'policy'), bytes, { kind: 'local' }, new Date());
    states.set(`${policies} policies`, state);
    report[`${policies} policies`] = { decideMicroseconds: decideTimes(bundle), wasmMicroseconds: wasmTimes(bundle) };
  }
  const shims = await shimStarts(shim, server, states);
  report['shim without a policy'] = shims.get('none');
  for (const [name, some] of shims) {
    const none = shims.get('none');
    if (name !== 'none' && none !== undefined) {
      report[`shim with ${name}`] = {
        ...some,
        startMoreMs: rounded(some.startMs - none.startMs),
        memoryMoreMb: some.rssMb === null || none.rssMb === null ? null : rounded(some.rssMb - none.rssMb),
      };
    }
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

/** The middle of many starts of the real shim, one with each policy in turn, so that the machine's moods fall on all alike. */
async function shimStarts(
  shim: string,
  server: string,
  states: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ShimStart>> {
  const all = new Map<string, ShimStart[]>([...states.keys()].map((name) => [name, []]));
  for (let start = 0; start < starts; start += 1) {
    for (const [name, state] of states) {
      all.get(name)?.push(await startShim(nodeBinary(), shim, state, server));
    }
  }
  return new Map([...all].map(([name, some]) => [name, middleOf(some)]));
}

function middleOf(all: readonly ShimStart[]): ShimStart {
  const middle = (of: (start: ShimStart) => number): number =>
    rounded(all.map(of).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);
  return {
    startMs: middle(({ startMs }) => startMs),
    firstCallMs: middle(({ firstCallMs }) => firstCallMs),
    callMs:
      Math.round(1000 * (all.map(({ callMs }) => callMs).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0)) /
      1000,
    rssMb: all.some(({ rssMb }) => rssMb === null) ? null : middle(({ rssMb }) => rssMb ?? 0),
  };
}

function nodeBinary(): string {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(createRequire(import.meta.url).resolve('node/package.json'), '..', 'bin', file);
}

function percentiles(times: readonly number[]): Readonly<Record<string, number>> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
