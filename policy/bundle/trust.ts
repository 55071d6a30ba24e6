import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, objectOf, textOf } from '../cedar/json-form.ts';
import { PolicyRefused } from '../cedar/fault.ts';
import type { Mode } from '../decide/decision.ts';
import { publicKeyOf } from './keys.ts';
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
  /** Why a file that is there does not count. */
  readonly problem: string | null;
}

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

const largestTrustBytes = 64_000;

/**
 * Reads whose policies count: what an administrator put on the machine, else what this person pinned. A machine's file
 * that others can write, or that can not be read, is not skipped for a milder one: it leaves the laptop in its floor.
 *
 * @param machine null where there is none to look at (tests)
 */
export function trustHere(policyFolder: string, machine: string | null): TrustHere {
  const byMachine = machine === null ? null : readText(join(machine, 'policy-trust.json'));
  if (machine !== null && byMachine !== null) {
    const path = join(machine, 'policy-trust.json');
    const owner = isAdministrators(path) ? null : `${path} can be written by others than the administrator`;
    return owner === null ? read(byMachine, 'machine', path) : { ...nobody, from: 'machine', problem: owner };
  }
  const path = join(policyFolder, 'trust.json');
  const own = readText(path);
  return own === null ? nobody : read(own, 'user', path);
}

function read(text: string, from: 'machine' | 'user', path: string): TrustHere {
  try {
    return { ...parseTrust(text), from, problem: null };
  } catch (error) {
    if (error instanceof PolicyRefused || error instanceof SyntaxError) {
      return { ...nobody, from, problem: `${path} can not be used: ${error.message}` };
    }
    throw error;
  }
}

/** @throws PolicyRefused, SyntaxError */
export function parseTrust(text: string): Omit<TrustHere, 'from' | 'problem'> {
  const file = objectOf(JSON.parse(text), 'the trust file');
  const keys = listOf(file['keys'], 'its keys').map((key) => publicKeyOf(textOf(key, 'a key')));
  const threshold = wholeNumber(file['threshold'] ?? 1, 'its threshold');
  if (keys.length === 0 || threshold < 1 || threshold > keys.length) {
    throw new PolicyRefused('its threshold asks for more keys than it names, or it names none');
  }
  const floor = file['floor'] ?? 'monitor';
  if (floor !== 'monitor' && floor !== 'lockdown') {
    throw new PolicyRefused('its floor is neither monitor nor lockdown');
  }
  return {
    trust: {
      kind: 'managed',
      organisation: textOf(file['organisation'], 'its organisation'),
      keys,
      threshold,
      lowestVersion: wholeNumber(file['lowestVersion'] ?? 0, 'its lowest version'),
    },
    source: file['source'] === undefined || file['source'] === null ? null : textOf(file['source'], 'its source'),
    floor,
    localApprovals: file['localApprovals'] === true,
    mayPause: file['mayPause'] !== false,
    approvals: file['approvals'] === 'window-only' ? 'window-only' : 'any',
  };
}

function wholeNumber(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new PolicyRefused(`${what} is no whole number`);
  }
  return value;
}

/** Owned by root and written by nobody else. Windows says who may write in other ways; there the folder's own rights protect it. */
function isAdministrators(path: string): boolean {
  const stats = lstatSync(path);
  return process.platform === 'win32' || (stats.isFile() && stats.uid === 0 && (stats.mode & 0o022) === 0);
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
