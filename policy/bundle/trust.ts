import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../cedar/json-form.ts';
import { PolicyRefused } from '../cedar/fault.ts';
import type { Mode } from '../decide/decision.ts';
import { parseTrust, type TrustFile } from './parse-trust.ts';
import type { Trust } from './verify.ts';

/** Whose policies this laptop takes, and what holds while it has none of theirs. */
export interface TrustHere {
  readonly trust: Trust;
  /** `machine`: an administrator has said so. `user`: this person has. `default`: nobody, so only a policy made here. */
  readonly from: 'machine' | 'user' | 'default';
  /** Where bundles come from: a file, a folder or an https address; null when they are only handed over. */
  readonly source: string | null;
  /** Holds while there is no valid bundle, and no bundle goes below it. */
  readonly floor: Mode;
  /** Whether approvals in this person's own catalogue count. */
  readonly localApprovals: boolean;
  /** Whether this person may switch the guard off for a while. */
  readonly mayPause: boolean;
  /** Where a person may say yes to a call: anywhere, or in the window alone. */
  readonly approvals: 'any' | 'window-only';
  /** Why a file that is there does not count; what it said when it last did holds on, where that is known. */
  readonly problem: string | null;
}

/** What a usable file said, for the day when it can not be used. */
export const lastTrustFile = 'trust.last.json';

const nobody: TrustHere = {
  trust: { kind: 'local' },
  from: 'default',
  source: null,
  floor: 'monitor',
  localApprovals: true,
  mayPause: true,
  approvals: 'any',
  problem: null,
};

/** While nobody knows what an administrator wants. */
const strictest = { floor: 'lockdown', localApprovals: false, mayPause: false, approvals: 'window-only' } as const;

const largestTrustBytes = 64_000;

/**
 * Reads whose policies count: what an administrator put on the machine, else what this person pinned. A file that can not be
 * used is not skipped for a milder one: what it said before holds on. Where that is not known, a machine's file leaves the
 * laptop in lockdown.
 *
 * @param machine null where there is none to look at (tests)
 */
export function trustHere(policyFolder: string, machine: string | null): TrustHere {
  const file = trustFile(policyFolder, machine);
  if (file === null) {
    return nobody;
  }
  const { from } = file;
  if (file.trust !== null) {
    return { ...file.trust, from, problem: null };
  }
  const before = lastTrust(policyFolder, from) ?? (from === 'machine' ? strictest : {});
  return { ...nobody, ...before, from, problem: file.problem };
}

/** What is to be kept in `trust.last.json` now; null while nobody says whose policies count, or nothing usable. */
export function trustToKeep(policyFolder: string, machine: string | null): string | null {
  const file = trustFile(policyFolder, machine);
  return file === null || file.trust === null ? null : `${JSON.stringify({ from: file.from, text: file.text })}\n`;
}

type From = Exclude<TrustHere['from'], 'default'>;
type Found = { readonly from: From } & (
  | { readonly trust: TrustFile; readonly text: string }
  | { readonly trust: null; readonly problem: string }
);

function trustFile(policyFolder: string, machine: string | null): Found | null {
  const byMachine = machine === null ? null : readText(join(machine, 'policy-trust.json'));
  if (machine !== null && byMachine !== null) {
    const path = join(machine, 'policy-trust.json');
    const problem = ownerProblem(path);
    return problem === null ? read(byMachine, 'machine', path) : { from: 'machine', trust: null, problem };
  }
  const path = join(policyFolder, 'trust.json');
  const own = readText(path);
  return own === null ? null : read(own, 'user', path);
}

function read(text: string, from: From, path: string): Found {
  const parsed = parsedOrWhy(text);
  return typeof parsed === 'string'
    ? { from, trust: null, problem: `${path} can not be used: ${parsed}` }
    : { from, trust: parsed, text };
}

function parsedOrWhy(text: string): TrustFile | string {
  try {
    return parseTrust(text);
  } catch (error) {
    if (error instanceof PolicyRefused || error instanceof SyntaxError) {
      return error.message;
    }
    throw error;
  }
}

function lastTrust(policyFolder: string, wanted: From): TrustFile | null {
  try {
    const { from, text } = objectOf(JSON.parse(readText(join(policyFolder, lastTrustFile)) ?? '{}'), 'what was kept');
    const parsed = from === wanted && typeof text === 'string' ? parsedOrWhy(text) : null;
    return parsed === null || typeof parsed === 'string' ? null : parsed;
  } catch {
    // Not whole, or not ours: nothing is known.
    return null;
  }
}

/** Owned by root and written by nobody else. Windows says who may write in other ways; there the folder's own rights protect it. */
function ownerProblem(path: string): string | null {
  try {
    const stats = lstatSync(path);
    const isAdministrators = stats.isFile() && stats.uid === 0 && (stats.mode & 0o022) === 0;
    return process.platform === 'win32' || isAdministrators
      ? null
      : `${path} can be written by others than the administrator`;
  } catch {
    // It is there, so whatever hides it is no reason to do without it.
    return `${path} can not be looked at`;
  }
}

function readText(path: string): string | null {
  try {
    const stats = lstatSync(path);
    return stats.size > largestTrustBytes ? '' : readFileSync(path, 'utf8');
  } catch (error) {
    // There, but not ours to read, is not absent: it is then read as a file that can not be used.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : '';
  }
}
