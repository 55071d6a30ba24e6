import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { type Applied, type ApplyDeps, applyPlans } from '../protect/apply.ts';
import type { Candidate } from '../protect/candidates.ts';
import { readNow } from '../protect/file-bytes.ts';
import { isStartable } from '../protect/launcher.ts';
import { planFile } from '../protect/plan.ts';
import type { EntryChange } from './compare.ts';

/** Puts the shim back before the servers that lost it, and before no others: nobody agreed to those. Null when nothing is to do. */
export async function routeAgain(
  candidate: Candidate,
  lost: readonly EntryChange[],
  deps: Omit<ApplyDeps, 'onStep'>,
): Promise<Applied | null> {
  if (!isStartable(deps.plan.launcher)) {
    return null;
  }
  const bytes = readNow(candidate.realPath);
  const anew = bytes === null ? null : await planFile(candidate, bytes, deps.plan);
  const wanted = new Set(lost.map(({ entry }) => namedPlace(entry)));
  const changes = anew?.changes.filter((entry) => wanted.has(namedPlace(entry))) ?? [];
  if (anew === null || changes.length === 0) {
    return null;
  }
  const [applied] = await applyPlans([{ ...anew, changes }], { ...deps, onStep: () => undefined });
  return applied ?? null;
}
