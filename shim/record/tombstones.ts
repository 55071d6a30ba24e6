import { closeSync, constants, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, nothingBefore } from './chain.ts';
import { readPart, segmentFile } from './trace-files.ts';
import { verifySegment, type ChainFault } from './verify.ts';

/** What is left of a segment that was dropped for age or size. */
export interface Tombstone {
  readonly chain: string;
  readonly part: number;
  readonly day: string;
  readonly sizeBytes: number;
  /** Where the chain stood at the segment's end. */
  readonly seq: number;
  readonly hash: string;
  readonly reason: 'age' | 'size';
  /** ISO 8601. */
  readonly droppedAt: string;
}

const fileName = 'tombstones.jsonl';

/**
 * Adds tombstones, all or none; they are a chain of their own. Only the holder of the prune lock may call this.
 *
 * @param write tests put a full disk here
 */
export function raiseTombstones(
  traceFolder: string,
  stones: readonly Tombstone[],
  write: typeof writeSync = writeSync,
): void {
  const file = openSync(join(traceFolder, fileName), constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const bytes = readFileSync(file);
    // Whoever was killed in the middle of a line has dropped nothing for it.
    const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
    const more = Buffer.from(linesOf(stones, bytes.subarray(0, wholeBytes)));
    ftruncateSync(file, wholeBytes);
    try {
      for (let at = 0; at < more.length;) {
        at += write(file, more, at, more.length - at, wholeBytes + at);
      }
      fsyncSync(file);
    } catch (error) {
      ftruncateSync(file, wholeBytes);
      throw error;
    }
  } finally {
    closeSync(file);
  }
}

function linesOf(stones: readonly Tombstone[], before: Buffer): string {
  let { seq, hash } = verifySegment(before, { before: null, head: null }).end;
  let text = '';
  for (const stone of stones) {
    seq += 1;
    const line = `{"v":1,"seq":${seq},"prev":"${hash}","kind":"tombstone","stone":${JSON.stringify(stone)}}`;
    hash = hashOf(line);
    text += `${line}\n`;
  }
  return text;
}

export function tombstonesIn(traceFolder: string): {
  readonly all: readonly Tombstone[];
  readonly faults: readonly ChainFault[];
} {
  const bytes = textOf(join(traceFolder, fileName));
  const { faults } = verifySegment(bytes, { before: { seq: 0, hash: nothingBefore }, head: null });
  const all = bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line) => stoneOf(line));
  return { all, faults };
}

/** The paths below the trace folder that dropped segments had; none where the tombstones can not be read. */
export function droppedSegments(traceFolder: string): readonly string[] {
  const stones = readPart(fileName, () => tombstonesIn(traceFolder)).found?.all ?? [];
  return stones.map(({ day, chain, part }) => `${day}/${segmentFile(chain, part)}`);
}

/** Bytes of all tombstones: it grows with each one, and is nought where nothing was dropped yet. */
export function tombstonesSize(traceFolder: string): number {
  return statSync(join(traceFolder, fileName), { throwIfNoEntry: false })?.size ?? 0;
}

function stoneOf(line: string): readonly Tombstone[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    // The verification names it; as a tombstone it says nothing.
    return [];
  }
  return typeof parsed === 'object' && parsed !== null && 'stone' in parsed && isStone(parsed.stone)
    ? [parsed.stone]
    : [];
}

function isStone(value: unknown): value is Tombstone {
  return (
    typeof value === 'object' &&
    value !== null &&
    'chain' in value &&
    typeof value.chain === 'string' &&
    'part' in value &&
    typeof value.part === 'number' &&
    'hash' in value &&
    typeof value.hash === 'string'
  );
}

function textOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return Buffer.alloc(0);
    }
    throw error;
  }
}
