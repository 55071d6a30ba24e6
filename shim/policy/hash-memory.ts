import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HashMemory } from '../../scanner/real-files.ts';
import { isObject } from '../framing/message.ts';

const mostKept = 200;

/**
 * Hashes of program files, kept for the shims' next starts: hashing a large program takes longer than starting it. The key
 * changes whenever the file does.
 */
export function hashMemory(stateFolder: string): HashMemory {
  const path = join(stateFolder, 'run', 'hashes.json');
  let known: Map<string, string> | null = null;
  const read = (): Map<string, string> => (known ??= readFrom(path));
  return {
    get: (key) => read().get(key),
    set: (key, sha256) => {
      read().set(key, sha256);
      keep(path, [...read()].slice(-mostKept));
    },
  };
}

function readFrom(path: string): Map<string, string> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const pairs = isObject(value) ? Object.entries(value) : [];
    return new Map(pairs.flatMap(([key, hash]) => (typeof hash === 'string' ? [[key, hash]] : [])));
  } catch {
    // None yet, or not whole: files are hashed again.
    return new Map();
  }
}

function keep(path: string, pairs: readonly (readonly [string, string])[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(Object.fromEntries(pairs)), { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // An unwritable folder costs the next start some time, nothing else.
  }
}
