import { withBackedUp } from './backed-up-files.ts';
import { type HomeRequest, homeCandidates } from './plan-home.ts';
import { readNow } from './file-bytes.ts';
import { mayHoldOurs } from './may-hold-ours.ts';
import { canBeRead, planRestore, type RestorePlan } from './restore-plan.ts';

export interface HomeRestore {
  readonly plans: readonly RestorePlan[];
  readonly gaps: readonly string[];
}

/** Everything of ours that stands in the configs of a home: what a scan finds, and the files our backups speak of. */
export async function planHomeRestore(request: HomeRequest): Promise<HomeRestore> {
  const { files, gaps, unread: paths } = await homeCandidates(request);
  const all = request.only === null ? withBackedUp(files, request.stateFolder) : files;
  const plans: RestorePlan[] = [];
  const unread: string[] = [];
  for (const candidate of all) {
    try {
      const bytes = readNow(candidate.realPath);
      const plan = bytes === null ? null : await planRestore(candidate, bytes, request);
      if (plan !== null && plan.entries.length + plan.cannot.length > 0) {
        plans.push(plan);
      } else if (bytes !== null && !(await canBeRead(candidate, bytes))) {
        unread.push(`${candidate.path}: malformed`);
      }
    } catch (error) {
      // One file that can not be read is named; the others are given back.
      unread.push(
        `${candidate.path}: ${error instanceof Error && 'code' in error ? String(error.code) : 'could not be read'}`,
      );
    }
  }
  const open = gaps.filter((gap) => mayHoldOurs(paths.get(gap) ?? null, request.stateFolder));
  return { plans, gaps: [...open, ...unread] };
}
