import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { latest, type Memory, readMemory, remembering, seenFrom, writeMemory } from './seen.ts';
import type { Trust, Verified } from './verify.ts';
import { organisationOf, verifyBundle } from './verify.ts';
import { readWhole, renameIfThere, writeWhole } from './whole-file.ts';

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
  const memory = memoryHere(folder, trust);
  const replaces = inForce(folder, trust, now).kind === 'in-force';
  const verified = verifyBundle(bytes, trust, seenFrom(memory, trust), latest(memory, now), replaces);
  if (!verified.ok) {
    return verified;
  }
  if (memory !== null && verified.sha256 === memory.newest) {
    // The same one again: it mends a damaged file, and may carry one more signature.
    writeMemory(folder, memory);
    writeWhole(folder, 'active', bytes);
    return verified;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Remembered first: after a crash in between, the old one is still known and still decides.
  writeMemory(folder, withTaken(memory, verified));
  renameIfThere(join(folder, 'active'), join(folder, 'previous'));
  writeWhole(folder, 'active', bytes);
  return verified;
}

/** Finds the policy in force: `active`, or `previous` when that one is damaged. Never falls back to no policy in silence. */
export function inForce(folder: string, trust: Trust, now: Date): InForce {
  const memory = readMemory(folder);
  const active = readWhole(join(folder, 'active'));
  const previous = readWhole(join(folder, 'previous'));
  if (active === null && previous === null) {
    return memory === null ? { kind: 'none' } : { kind: 'unusable', why: 'the policy that was in force is gone' };
  }
  const time = latest(memory, now);
  const newest = active === null ? null : verifyBundle(active, trust, seenFrom(memory, trust), time, false);
  if (newest?.ok === true) {
    return { kind: 'in-force', from: 'active', verified: newest, passedOver: null };
  }
  const passedOver = newest === null ? 'the newest policy can not be read' : newest.message;
  for (const [from, bytes] of [
    ['active', active],
    ['previous', previous],
  ] as const) {
    const verified = bytes === null || memory === null ? null : knownBefore(bytes, trust, memory, time);
    if (verified !== null) {
      return { kind: 'in-force', from, verified, passedOver };
    }
  }
  return { kind: 'unusable', why: isOthers(memory, trust) ? noneCameFrom(trust) : passedOver };
}

/** Exactly one of the last two may come back, after damage or a crash; any older one would be a way back. */
function knownBefore(bytes: Uint8Array, trust: Trust, { newest, before }: Memory, time: Date): Taken | null {
  const verified = verifyBundle(bytes, trust, null, time, false);
  return verified.ok && [newest, before].includes(verified.sha256) ? verified : null;
}

/** The highest version of the trusted maker that was ever put in force here; 0 when none was. */
export function highestVersion(folder: string, trust: Trust): number {
  return seenFrom(memoryHere(folder, trust), trust)?.version ?? 0;
}

/** What is remembered; where that is lost, the policies that are still here tell it. */
function memoryHere(folder: string, trust: Trust): Memory | null {
  return (
    readMemory(folder) ??
    ['previous', 'active'].reduce<Memory | null>((memory, name) => {
      const bytes = readWhole(join(folder, name));
      // Whatever the clock says now: this one was taken when it came.
      const verified = bytes === null ? null : verifyBundle(bytes, trust, seenFrom(memory, trust), endOfTime, false);
      return verified?.ok === true ? withTaken(memory, verified) : memory;
    }, null)
  );
}

const endOfTime = new Date(8.64e15);

function withTaken(memory: Memory | null, { loaded: { bundle }, sha256 }: Taken): Memory {
  const { organisation, version, issuedAt } = bundle;
  return remembering(memory, { organisation, version, sha256 }, new Date(issuedAt));
}

/** Whether what is here was put in force while somebody else was trusted. */
function isOthers(memory: Memory | null, trust: Trust): boolean {
  const last = memory?.highest.find(({ sha256 }) => sha256 === memory.newest);
  return last !== undefined && last.organisation !== organisationOf(trust);
}

function noneCameFrom(trust: Trust): string {
  const whose = trust.kind === 'local' ? 'of this computer' : `of ${JSON.stringify(trust.organisation)}`;
  return `no policy ${whose} has arrived yet, and the one that was here is of somebody who decides no more`;
}
