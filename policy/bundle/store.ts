import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { largestBundleBytes } from './envelope.ts';
import type { Seen, Trust, Verified } from './verify.ts';
import { verifyBundle } from './verify.ts';

type Taken = Extract<Verified, { readonly ok: true }>;

/** The policy that decides now. */
export type InForce =
  | {
      readonly kind: 'in-force';
      /** `previous` when the newest can not be used. */
      readonly from: 'active' | 'previous';
      readonly verified: Taken;
      /** Why the newest is not the one. */
      readonly passedOver: string | null;
    }
  /** Nothing was ever put here. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly why: string };

/**
 * Puts a bundle in force if it may be: the newest becomes `active`, the one before stays beside it.
 * What is refused changes nothing on disk.
 */
export function install(folder: string, bytes: Uint8Array, trust: Trust, now: Date): Verified {
  const memory = readMemory(folder);
  const verified = verifyBundle(bytes, trust, memory?.newest ?? null, now, true);
  if (!verified.ok) {
    return verified;
  }
  if (verified.sha256 === memory?.newest.sha256) {
    // The same one again: it mends a damaged file, and may carry one more signature.
    writeWhole(folder, 'active', bytes);
    return verified;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { version, issuedAt } = verified.loaded.bundle;
  const newest: Seen = { version, sha256: verified.sha256, issuedAt: later(memory, new Date(issuedAt)) };
  // Remembered first: after a crash in between, the old one is still known and still decides.
  writeWhole(folder, 'seen.json', Buffer.from(JSON.stringify({ newest, before: memory?.newest ?? null })));
  renameIfThere(join(folder, 'active'), join(folder, 'previous'));
  writeWhole(folder, 'active', bytes);
  return verified;
}

/** Finds the policy in force: `active`, or `previous` when that one is damaged. Never falls back to no policy in silence. */
export function inForce(folder: string, trust: Trust, now: Date): InForce {
  const memory = readMemory(folder);
  const active = readBundle(join(folder, 'active'));
  const previous = readBundle(join(folder, 'previous'));
  if (active === null && previous === null) {
    return memory === null ? { kind: 'none' } : { kind: 'unusable', why: 'the policy that was in force is gone' };
  }
  const newest = active === null ? null : verifyBundle(active, trust, memory?.newest ?? null, now, false);
  if (newest?.ok === true) {
    return { kind: 'in-force', from: 'active', verified: newest, passedOver: null };
  }
  const passedOver = newest === null ? 'the newest policy can not be read' : newest.message;
  for (const [from, bytes] of [
    ['active', active],
    ['previous', previous],
  ] as const) {
    const verified = bytes === null || memory === null ? null : knownBefore(bytes, trust, memory, now);
    if (verified !== null) {
      return { kind: 'in-force', from, verified, passedOver };
    }
  }
  return { kind: 'unusable', why: passedOver };
}

/** Exactly one of the last two may come back, after damage or a crash; any older one would be a way back. */
function knownBefore(bytes: Uint8Array, trust: Trust, { newest, before }: Memory, now: Date): Taken | null {
  const anyVersion: Seen = { version: 0, sha256: '', issuedAt: newest.issuedAt };
  const verified = verifyBundle(bytes, trust, anyVersion, now, false);
  return verified.ok && [newest.sha256, before?.sha256].includes(verified.sha256) ? verified : null;
}

/** The highest version that was ever put in force here; 0 when none was. */
export function highestVersion(folder: string): number {
  return readMemory(folder)?.newest.version ?? 0;
}

interface Memory {
  readonly newest: Seen;
  readonly before: Seen | null;
}

function readMemory(folder: string): Memory | null {
  const text = readBundle(join(folder, 'seen.json'));
  if (text === null) {
    return null;
  }
  try {
    const { newest, before } = JSON.parse(Buffer.from(text).toString('utf8')) as Record<'newest' | 'before', unknown>;
    const known = seenOf(newest);
    return known === null ? null : { newest: known, before: seenOf(before) };
  } catch {
    // Written whole or not at all, so somebody else wrote it; the signature still decides what is taken.
    return null;
  }
}

function seenOf(value: unknown): Seen | null {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('version' in value && 'sha256' in value && 'issuedAt' in value)
  ) {
    return null;
  }
  const { version, sha256, issuedAt } = value;
  const isWhole = typeof version === 'number' && typeof sha256 === 'string' && typeof issuedAt === 'string';
  const time = isWhole ? new Date(issuedAt) : null;
  return isWhole && time !== null && !Number.isNaN(time.getTime()) ? { version, sha256, issuedAt: time } : null;
}

/** Null when it is not there, not ours to read, or larger than any bundle. */
function readBundle(path: string): Uint8Array | null {
  try {
    return statSync(path).size > largestBundleBytes ? null : readFileSync(path);
  } catch {
    // The caller tells missing from damaged by what it remembers.
    return null;
  }
}

function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = join(folder, `${name}.new`);
  const file = openSync(temporary, 'w', 0o600);
  try {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(file, bytes, written);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(folder, name));
  syncNames(folder);
}

/** The name of a file is in its folder, and is lost with it. */
function syncNames(folder: string): void {
  // Windows opens no folders, and keeps names safe by itself.
  if (process.platform !== 'win32') {
    const opened = openSync(folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw error;
    }
  }
}

function later(memory: Memory | null, issuedAt: Date): Date {
  return memory !== null && memory.newest.issuedAt > issuedAt ? memory.newest.issuedAt : issuedAt;
}
