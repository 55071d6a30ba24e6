import { afterString } from './scan.ts';

export interface DuplicateKey {
  /** Keys from the root to the object that holds the key twice; array items as their index. */
  readonly path: readonly string[];
  readonly key: string;
}

interface Level {
  readonly kind: 'object' | 'array';
  readonly seen: Set<string>;
  name: string;
  index: number;
}

/**
 * Finds keys that stand twice in one object, and writes the text in which the later ones have other names: what a
 * reader sees that keeps the first. Slow, and only for text that a parser has accepted.
 */
export function readDuplicates(line: Buffer): { readonly found: readonly DuplicateKey[]; readonly firstWins: string } {
  const found: DuplicateKey[] = [];
  const pieces: Buffer[] = [];
  const levels: Level[] = [];
  let copiedTo = 0;
  let expectKey = false;
  let at = 0;
  while (at < line.length) {
    const byte = line[at];
    const level = levels.at(-1);
    if (byte === 0x22) {
      const end = afterString(line, at + 1);
      if (expectKey && level !== undefined) {
        const key: string = JSON.parse(line.toString('utf8', at, end));
        if (level.seen.has(key)) {
          found.push({ path: levels.slice(0, -1).map((one) => one.name), key });
          pieces.push(line.subarray(copiedTo, at), Buffer.from(JSON.stringify(`${key}\u0000${found.length}`)));
          copiedTo = end;
        }
        level.seen.add(key);
        level.name = key;
        expectKey = false;
      }
      at = end;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) {
      const kind = byte === 0x7b ? 'object' : 'array';
      levels.push({ kind, seen: new Set(), name: kind === 'array' ? '0' : '', index: 0 });
      expectKey = kind === 'object';
    } else if (byte === 0x7d || byte === 0x5d) {
      levels.pop();
      expectKey = false;
    } else if (byte === 0x2c && level !== undefined) {
      expectKey = level.kind === 'object';
      if (level.kind === 'array') {
        level.index += 1;
        level.name = String(level.index);
      }
    }
    at += 1;
  }
  pieces.push(line.subarray(copiedTo));
  return { found, firstWins: Buffer.concat(pieces).toString('utf8') };
}
