import { readdirSync, readFileSync, statSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { ApprovalTerm } from '../../policy/decide/obligations.ts';
import type { Approval, ApprovalScope } from './approval.ts';
import type { Bindings } from './bindings.ts';
import { readStanding, scopes, type StandingApproval } from './standing-file.ts';

export interface StandingFolder {
  readonly stateFolder: string;
  /** The daemon's key: what was not written with it is no approval. */
  readonly key: Buffer;
}

/** A session counts as over when it was idle for this long. */
const idleMs = 8 * 3600_000;
/** A clock that was set back must not make an approval last longer. */
const toleranceMs = 60_000;

const reachOf: Readonly<Record<ApprovalTerm, readonly ApprovalScope[]>> = {
  once: ['once'],
  session: ['session', 'once'],
  date: ['until', 'session', 'once'],
};

/**
 * The approval that covers a call, if there is one. One for a single call is used up by whoever takes it first, so two
 * shims that ask at once do not both get it.
 *
 * @param term how far an approval may reach by the policy of now
 * @param counts whether an approval was given in a way that counts now
 */
export function takeStanding(
  folder: StandingFolder,
  bindings: Bindings,
  term: ApprovalTerm,
  now: Date,
  counts: (approval: Approval) => boolean,
): StandingApproval | null {
  const names = namesIn(folder.stateFolder);
  for (const scope of reachOf[term]) {
    const binding = bindings[scope];
    for (const name of names.filter((one) => binding !== null && one.startsWith(`${scope}-${binding}-`))) {
      const path = join(approvalsFolder(folder.stateFolder), name);
      const standing = readApproval(folder, path);
      if (standing !== null && hasEnded(standing, now)) {
        dropQuietly(path);
      } else if (
        standing !== null &&
        standing.binding === binding &&
        standing.scope === scope &&
        isInForce(standing, path, now) &&
        counts(standing.approval) &&
        use(standing, path, now)
      ) {
        return standing;
      }
    }
  }
  return null;
}

/** All that are in force, and the names of those that are not. */
export function listStanding(
  folder: StandingFolder,
  now: Date,
): { readonly standing: readonly StandingApproval[]; readonly over: readonly string[] } {
  const standing: StandingApproval[] = [];
  const over: string[] = [];
  for (const name of namesIn(folder.stateFolder)) {
    const path = join(approvalsFolder(folder.stateFolder), name);
    const one = readApproval(folder, path);
    if (one !== null && isInForce(one, path, now)) {
      standing.push(one);
    } else {
      over.push(name);
    }
  }
  return { standing, over };
}

export function approvalsFolder(stateFolder: string): string {
  return join(stateFolder, 'approvals');
}

function isInForce({ approval, scope }: StandingApproval, path: string, now: Date): boolean {
  if (now.getTime() < Date.parse(approval.at) - toleranceMs) {
    return false;
  }
  if (scope === 'session') {
    const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return used !== undefined && now.getTime() - used < idleMs;
  }
  return approval.until !== null && now.getTime() < Date.parse(approval.until);
}

/** One that was given until a moment, which has come. It goes, so that no clock that is set back brings it to life. */
function hasEnded({ approval: { until } }: StandingApproval, now: Date): boolean {
  return until !== null && now.getTime() >= Date.parse(until);
}

function dropQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Another shim was faster, or the folder can not be written: it does not count now either.
  }
}

function use({ scope }: StandingApproval, path: string, now: Date): boolean {
  try {
    if (scope === 'once') {
      unlinkSync(path);
    } else if (scope === 'session') {
      utimesSync(path, now, now);
    }
    return true;
  } catch {
    // Another shim was faster, or it was taken back between the two looks.
    return false;
  }
}

function readApproval({ key }: StandingFolder, path: string): StandingApproval | null {
  try {
    return readStanding(readFileSync(path, 'utf8'), key);
  } catch {
    // Used or taken back since the folder was read.
    return null;
  }
}

const namePattern = new RegExp(`^(?:${scopes.join('|')})-[0-9a-f]{64}-[0-9a-f]+\\.json$`);

function namesIn(stateFolder: string): readonly string[] {
  try {
    return readdirSync(approvalsFolder(stateFolder)).filter((name) => namePattern.test(name));
  } catch {
    // No folder: nothing was ever approved. One that can not be read approves nothing.
    return [];
  }
}
