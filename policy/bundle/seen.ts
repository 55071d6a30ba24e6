import { join } from 'node:path';
import type { Seen, Trust } from './verify.ts';
import { organisationOf } from './verify.ts';
import { readWhole, writeWhole } from './whole-file.ts';

/** What was ever put in force here, whoever made it. It only ever grows. */
export interface Memory {
  /** Hash of the one that was put in force last. */
  readonly newest: string;
  /** Hash of the one before it; null when there was none. */
  readonly before: string | null;
  /** The highest of each maker: their versions say nothing about one another. */
  readonly highest: readonly SeenOf[];
  /** The latest time at which any of them was issued: no clock is believed that says less. */
  readonly issuedAt: Date;
}

export interface SeenOf extends Seen {
  /** Null for policies of this laptop. */
  readonly organisation: string | null;
}

/** Null when nothing is remembered, or the file is not whole. */
export function readMemory(folder: string): Memory | null {
  const bytes = readWhole(join(folder, 'seen.json'));
  if (bytes === null) {
    return null;
  }
  try {
    return memoryOf(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    // Written whole or not at all, so somebody else wrote it; the signature still decides what is taken.
    return null;
  }
}

export function writeMemory(folder: string, memory: Memory): void {
  writeWhole(folder, 'seen.json', Buffer.from(JSON.stringify(memory)));
}

/** What is remembered once one more was put in force. */
export function remembering(memory: Memory | null, taken: SeenOf, issuedAt: Date): Memory {
  const others = (memory?.highest ?? []).filter(({ organisation }) => organisation !== taken.organisation);
  return {
    newest: taken.sha256,
    before: memory?.newest ?? null,
    highest: [...others, taken],
    issuedAt: latest(memory, issuedAt),
  };
}

/** The highest of the maker who is trusted now; null when it has put none in force here. */
export function seenFrom(memory: Memory | null, trust: Trust): SeenOf | null {
  return memory?.highest.find(({ organisation }) => organisation === organisationOf(trust)) ?? null;
}

/** The time, or the latest that was ever issued here when the clock says less. */
export function latest(memory: Memory | null, time: Date): Date {
  return memory !== null && memory.issuedAt > time ? memory.issuedAt : time;
}

function memoryOf(value: unknown): Memory | null {
  if (!isRecord(value)) {
    return null;
  }
  const { newest, before, highest, issuedAt } = value;
  const time = typeof issuedAt === 'string' ? new Date(issuedAt) : null;
  const known = Array.isArray(highest) ? highest.map(seenOf) : [null];
  const all = known.filter((one) => one !== null);
  const isWhole = all.length === known.length && time !== null && !Number.isNaN(time.getTime());
  return isWhole && typeof newest === 'string' && (before === null || typeof before === 'string')
    ? { newest, before, highest: all, issuedAt: time }
    : null;
}

function seenOf(value: unknown): SeenOf | null {
  if (!isRecord(value)) {
    return null;
  }
  const { organisation, version, sha256 } = value;
  return (organisation === null || typeof organisation === 'string') &&
    typeof version === 'number' &&
    typeof sha256 === 'string'
    ? { organisation, version, sha256 }
    : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
