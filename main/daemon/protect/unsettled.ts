import { withBackedUp } from './backed-up-files.ts';
import { backupBytes } from './backups.ts';
import type { Candidate } from './candidates.ts';
import { notesOfFile } from './former-names.ts';
import { looksLikeOurs } from './looks-like-ours.ts';
import { codeOf, readNow } from './file-bytes.ts';
import { canBeRead, planRestore, type RestorePlan } from './restore-plan.ts';

/**
 * Why something of ours may stay in a file that we wrote and that was not given back since, whatever is planned for it.
 *
 * @param bytes null when the file is not there
 * @param plan null when no entry of ours stands in it
 */
export function whyUnsettled(
  { realPath }: Candidate,
  bytes: Uint8Array | null,
  plan: RestorePlan | null,
  stateFolder: string,
): string | null {
  if (bytes === null) {
    return 'is not there, and had entries of ours: bring it back first, or put an empty file there if it is gone for good';
  }
  const isNamed = plan !== null && plan.cannot.length > 0;
  return !isNamed && looksLikeOurs(sinceProtected(plan?.write.after ?? bytes, realPath, stateFolder))
    ? 'names the shim where no entry of ours is, as where one was moved or made a comment: take it out by hand first'
    : null;
}

/** The lines of a file that did not stand there before we first wrote to it: what did is somebody's own writing. */
function sinceProtected(bytes: Uint8Array, realPath: string, stateFolder: string): string {
  const first = notesOfFile(realPath, bytes, stateFolder).findLast(({ restoredAt }) => restoredAt === null);
  const before = first === undefined ? null : backupBytes(stateFolder, first);
  const theirs = new Set(before === null ? [] : linesOf(before));
  return linesOf(bytes)
    .filter((line) => !theirs.has(line))
    .join('\n');
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes).toString('utf8').split('\n');
}

/**
 * Files that we wrote, that were not given back since, and of which `restore` could not give everything back, with why.
 *
 * @param isKnown of these something was found or named already
 */
export async function unsettledFiles(
  stateFolder: string,
  isKnown: (file: Candidate) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const candidate of withBackedUp([], stateFolder).filter((file) => !isKnown(file))) {
    try {
      const bytes = readNow(candidate.realPath);
      const plan = bytes === null ? null : await planRestore(candidate, bytes, { stateFolder, wanted: () => true });
      const isRead = plan !== null || bytes === null || (await canBeRead(candidate, bytes));
      const why = isRead ? whyUnsettled(candidate, bytes, plan, stateFolder) : 'malformed';
      found.push(...(why === null ? [] : [`${candidate.path}: ${why}`]));
    } catch (error) {
      found.push(`${candidate.path}: ${whyUnread(error)}`);
    }
  }
  return found;
}

/** What the system called an error of reading. */
export function whyUnread(error: unknown): string {
  return codeOf(error) || 'could not be read';
}
