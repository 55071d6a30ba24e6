import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const blocks = 60;
const callsABlock = 60;
/** The first calls after a change wake up a process whose caches are cold. */
const leftOut = 10;
const warmCalls = 300;
const resultBytes = 1024;

export interface Ways {
  readonly direct: readonly string[];
  readonly floor: readonly string[];
  readonly relaying: readonly string[];
  /** The same with inspection, in each way that is of interest. */
  readonly inspecting: readonly (readonly string[])[];
}

/**
 * What it adds to a call with a result of 1 KB that the result is inspected, beside what the floor adds to it. All take turns, some calls
 * each, and only what was measured within one round is subtracted from another: machines drift.
 *
 * @param ways how a server of `../shared/bench` is started directly, behind the floor, and behind the shim without and with inspection
 * @returns milliseconds, medians over the rounds; those of inspection in the order of the ways
 */
export async function inspectionOfAKilobyte(
  ways: Ways,
): Promise<{ readonly floorMs: number; readonly inspectionMs: readonly number[] }> {
  const [direct, floor, relaying, ...inspecting] = await Promise.all([
    open(ways.direct),
    open(ways.floor),
    open(ways.relaying),
    ...ways.inspecting.map(open),
  ]);
  const all = [direct, floor, relaying, ...inspecting];
  for (const one of all) {
    await callsOf(one, warmCalls);
  }
  const floorMs: number[] = [];
  const inspectionMs: number[][] = inspecting.map(() => []);
  for (let block = 0; block < blocks; block += 1) {
    const alone = await blockOf(direct);
    floorMs.push((await blockOf(floor)) - alone);
    const behindRelay = await blockOf(relaying);
    for (const [at, shim] of inspecting.entries()) {
      inspectionMs[at]?.push((await blockOf(shim)) - behindRelay);
    }
  }
  await Promise.all(all.map((one) => one.close()));
  return { floorMs: middle(floorMs), inspectionMs: inspectionMs.map(middle) };
}

interface Server {
  /** @returns milliseconds until the answer */
  readonly ask: (method: string, params: object) => Promise<number>;
  readonly close: () => Promise<void>;
}

async function blockOf(server: Server): Promise<number> {
  return middle((await callsOf(server, callsABlock)).slice(leftOut));
}

async function callsOf(server: Server, count: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let call = 0; call < count; call += 1) {
    took.push(await server.ask('tools/call', { name: 'big', arguments: { bytes: resultBytes } }));
  }
  return took;
}

async function open(words: readonly string[]): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(words[0] ?? '', words.slice(1), {
    env: { ...process.env, HOME: home, BENCH_JOURNAL: join(home, 'journal.log') },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const ended = closed.then((): never => {
    throw new Error(`${words.join(' ')} ended while it was measured`);
  });
  ended.catch(() => undefined);
  let answered = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes(0x0a)) {
      answered();
    }
  });
  let id = 0;
  const ask: Server['ask'] = async (method, params) => {
    id += 1;
    const line = `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
    const answer = new Promise<void>((resolve) => (answered = resolve));
    const from = performance.now();
    child.stdin.write(line);
    await Promise.race([answer, ended]);
    return performance.now() - from;
  };
  const close: Server['close'] = async () => {
    child.stdin.end();
    await closed;
    rmSync(home, { recursive: true, force: true });
  };
  const clientInfo = { name: 'bench', version: '1' };
  await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
  await ask('tools/list', {});
  return { ask, close };
}

function middle(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? Number.NaN;
}
