import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a client sees of a guarded server that has just been started. */
export interface ShimStart {
  /** Until the answer to `initialize`. */
  readonly startMs: number;
  /** From then until the answer to the first call, for which the server must be identified. */
  readonly firstCallMs: number;
  /** The middle of the calls after that. */
  readonly callMs: number;
  /** Resident memory of the shim afterwards; null where the system does not tell. */
  readonly rssMb: number | null;
}

const calls = 200;

/** Starts the bundled shim with a trivial server behind it, and calls its tool a few hundred times. */
export async function startShim(node: string, shim: string, state: string, server: string): Promise<ShimStart> {
  const begun = performance.now();
  const child = spawn(
    node,
    [shim, 'run', '--client', 'bench', '--server', 'bench', '--state', state, '--', node, server],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map<number, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id } = JSON.parse(line) as { readonly id?: number };
    waiting.get(id ?? -1)?.();
  });
  const ask = (id: number, method: string, params: object): Promise<void> =>
    new Promise((resolve) => {
      waiting.set(id, resolve);
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
  await ask(0, 'initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'b', version: '1' },
  });
  const started = performance.now();
  const call = { name: 'query', arguments: { table: 'sales_eu', ids: [1, 2, 3] } };
  await ask(1, 'tools/call', call);
  const called = performance.now();
  const times: number[] = [];
  for (let id = 2; id < calls + 2; id += 1) {
    const sent = performance.now();
    await ask(id, 'tools/call', call);
    times.push(performance.now() - sent);
  }
  const rssMb = residentMb(child.pid ?? 0);
  child.stdin.end();
  await new Promise((resolve) => child.on('close', resolve));
  return {
    startMs: started - begun,
    firstCallMs: called - started,
    callMs: times.toSorted((a, b) => a - b)[calls / 2] ?? 0,
    rssMb,
  };
}

function residentMb(pid: number): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    // Not Linux.
    return null;
  }
}

/** A server that answers everything at once. */
export const trivialServer = `
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  const result = method === 'initialize'
    ? { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 't', version: '1' } }
    : { content: [] };
  if (id !== undefined) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
});
`;
