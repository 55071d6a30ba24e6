import { type Gap, gap } from '../../../scanner/model/gap.ts';
import { withBackedUp } from './backed-up-files.ts';
import { type HomeRequest, homeCandidates } from './plan-home.ts';
import { readNow } from './file-bytes.ts';
import { notesOfFile } from './former-names.ts';
import { mayHoldOurs } from './may-hold-ours.ts';
import { readNotes } from './backups.ts';
import { canBeRead, planRestore, type RestorePlan } from './restore-plan.ts';
import { type StagedFile, stagedFiles } from './staged.ts';
import { whyUnread, whyUnsettled } from './unsettled.ts';

export interface RestoreRequest extends HomeRequest {
  /** Every server of the clients in question is meant. */
  readonly isWhole: boolean;
}

export interface HomeRestore {
  readonly plans: readonly RestorePlan[];
  /** Files in which something of ours may stay, with why. */
  readonly gaps: readonly Gap[];
  /** Changes that were agreed to and wait for their client: nobody wants them any more. */
  readonly staged: readonly StagedFile[];
}

/** Everything of ours that stands in the configs of a home: what a scan finds, and the files our backups speak of. */
export async function planHomeRestore(request: RestoreRequest): Promise<HomeRestore> {
  const { files, gaps, unread: paths } = await homeCandidates(request);
  const all = request.only === null ? withBackedUp(files, request.stateFolder) : files;
  const open = gaps.filter((one) => mayHoldOurs(paths.get(one) ?? null, request.stateFolder));
  const ours = new Set(unsettledIn(request));
  const plans: RestorePlan[] = [];
  const left: { readonly path: string; readonly why: string }[] = [];
  for (const candidate of all) {
    try {
      const bytes = readNow(candidate.realPath);
      const plan = bytes === null ? null : await planRestore(candidate, bytes, request);
      if (plan !== null && plan.entries.length + plan.cannot.length > 0) {
        plans.push(plan);
        // What stood under another name before is given back here.
        notesOfFile(candidate.realPath, plan.write.before, request.stateFolder)
          .filter(({ realPath }) => realPath !== candidate.realPath)
          .forEach(({ realPath }) => ours.delete(realPath));
      }
      const isRead = plan !== null || bytes === null || (await canBeRead(candidate, bytes));
      const why = !isRead
        ? 'malformed'
        : ours.has(candidate.realPath)
          ? whyUnsettled(candidate, bytes, plan, request.stateFolder)
          : null;
      if (why !== null) {
        left.push({ path: candidate.path, why });
      }
    } catch (error) {
      // One file that can not be read is named; the others are given back.
      left.push({ path: candidate.path, why: whyUnread(error) });
    }
  }
  const named = new Set(open.map((one) => paths.get(one)));
  const more = left
    .filter(({ path }) => !named.has(path))
    .map(({ path, why }) => gap('not-given-back', `${path}: ${why}`, path));
  return { plans, gaps: [...open, ...more], staged: stagedFor(request) };
}

function stagedFor({ isWhole, only, stateFolder }: RestoreRequest): readonly StagedFile[] {
  return isWhole ? stagedFiles(stateFolder).filter(({ clients }) => only === null || clients.includes(only)) : [];
}

/** Real paths of the files that we wrote and that were not given back, where all of ours is asked for. */
function unsettledIn({ isWhole, only, stateFolder }: RestoreRequest): ReadonlySet<string> {
  const open = readNotes(stateFolder).filter(({ restoredAt }) => restoredAt === null);
  return new Set(isWhole && only === null ? open.map(({ realPath }) => realPath) : []);
}
