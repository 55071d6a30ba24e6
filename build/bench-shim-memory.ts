import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const settleMs = 3000;
const lookEveryMs = 100;

/**
 * Carries one 16 MB result through the shim.
 *
 * @param words how a server is started through the shim
 * @returns resident megabytes of the shim, the lowest within three seconds afterwards
 */
export async function memoryAfterLargeResult(words: readonly string[]): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  const shim = spawn(words[0] ?? '', words.slice(1), {
    env: { ...process.env, HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const closed = new Promise((resolve) => shim.once('close', resolve));
  let lines = 0;
  const answered = new Promise<void>((resolve) => {
    shim.stdout.on('data', (chunk: Buffer) => {
      lines += chunk.includes(0x0a) ? 1 : 0;
      if (lines === 2) {
        resolve();
      }
    });
  });
  const ask = (message: object): void => void shim.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const clientInfo = { name: 'bench', version: '1' };
  ask({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
  ask({ id: 2, method: 'tools/call', params: { name: 'big', arguments: { bytes: 16 * 1024 * 1024 } } });
  await answered;
  let lowest = Number.POSITIVE_INFINITY;
  for (let waitedMs = 0; waitedMs < settleMs; waitedMs += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    lowest = Math.min(lowest, residentMegabytes(shim.pid ?? 0));
  }
  shim.stdin.end();
  await closed;
  rmSync(home, { recursive: true, force: true });
  return lowest;
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}
