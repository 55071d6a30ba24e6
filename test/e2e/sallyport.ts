import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Inventory } from '../../scanner/model/inventory.ts';

export const launcher = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program in a home of its own; nothing of the environment of the tests reaches it. */
export async function sallyport(
  home: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  uid?: number,
): Promise<Run> {
  const child = spawn(launcher, words, {
    cwd: home,
    env: { HOME: home, PATH: '/usr/bin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}

export async function inventoryOf(home: string, ...words: readonly string[]): Promise<Inventory> {
  const { out, err } = await sallyport(home, ['scan', '--json', ...words]);
  try {
    return JSON.parse(out) as Inventory;
  } catch {
    throw new Error(`no JSON but ${JSON.stringify(out.slice(0, 300))}, and on stderr ${err.slice(0, 1000)}`);
  }
}

/** A home under the temporary root with these files; values that are no text are written as JSON. */
export function makeHome(files: Readonly<Record<string, unknown>> = {}): string {
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'sallyport-e2e-'));
  for (const [path, content] of Object.entries(files)) {
    put(home, path, content);
  }
  return home;
}

export function put(home: string, path: string, content: unknown): void {
  const target = join(home, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 2),
  );
}
