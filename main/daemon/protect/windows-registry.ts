import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { parseRegFile } from '../../../scanner/formats/reg-file.ts';
import { noRegistry, type Registry, type RegistryRead } from '../../../scanner/registry.ts';

/** Runs Windows' own `reg` with these words. Null when it could not be started, or not in time. */
export type RunReg = (words: readonly string[]) => Promise<{ readonly code: number; readonly stdout: string } | null>;

/** The registry of this laptop; an empty one where there is none. */
export function registryHere(): Registry {
  return process.platform === 'win32' ? registryBy(regProgram(process.env)) : noRegistry;
}

/**
 * Reads keys with `reg export`, whose file tells all there is whatever the language and code page of Windows. It fails alike for a
 * key that is absent and for one that may not be read, so the keys above are listed first.
 */
export function registryBy(run: RunReg): Registry {
  const listings = new Map<string, Promise<readonly string[] | null>>();
  const below = (key: string): Promise<readonly string[] | null> => {
    const known = listings.get(key) ?? keysBelow(run, key);
    listings.set(key, known);
    return known;
  };
  return {
    read: async (key) => {
      const parts = key.split('\\');
      for (let depth = alwaysThere; depth < parts.length; depth += 1) {
        const above = parts.slice(0, depth).join('\\');
        const keys = await below(above);
        if (keys === null) {
          return { kind: 'unreadable' };
        }
        if (!keys.includes((parts[depth] ?? '').toLowerCase())) {
          return { kind: 'absent' };
        }
      }
      return exported(run, key);
    },
  };
}

/** `HKLM\SOFTWARE` */
const alwaysThere = 2;

/** The last parts of the names, in lower case. A listing names keys by whole paths, its own too when it has values. */
async function keysBelow(run: RunReg, key: string): Promise<readonly string[] | null> {
  const listed = await run(['query', key, '/reg:64']);
  if (listed === null || listed.code !== 0) {
    return null;
  }
  const depth = key.split('\\').length + 1;
  return listed.stdout
    .split(/\r?\n/)
    .map((line) => line.split('\\'))
    .filter((parts) => parts.length === depth && parts[0]?.startsWith('HKEY_'))
    .map((parts) => (parts.at(-1) ?? '').trim().toLowerCase());
}

async function exported(run: RunReg, key: string): Promise<RegistryRead> {
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(tmpdir(), 'sallyport-registry-'));
    const file = join(folder, 'key.reg');
    const done = await run(['export', key, file, '/y', '/reg:64']);
    const values = done?.code === 0 ? parseRegFile(await readFile(file)) : null;
    return values === null ? { kind: 'unreadable' } : { kind: 'values', values };
  } catch {
    // No place for the file, or none came: what stands in the key is not known.
    return { kind: 'unreadable' };
  } finally {
    if (folder !== null) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

const LONGEST_MS = 5000;
const MOST_BYTES = 4 * 1024 * 1024;

/** From its own folder: what else is called `reg` along the search path is not asked. */
function regProgram(env: NodeJS.ProcessEnv): RunReg {
  const program = win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe');
  return (words) =>
    new Promise((resolve) => {
      const options = { timeout: LONGEST_MS, maxBuffer: MOST_BYTES, windowsHide: true } as const;
      execFile(program, words, options, (error, stdout) => {
        const code = error === null ? 0 : error.code;
        resolve(typeof code === 'number' ? { code, stdout } : null);
      });
    });
}
