import { type Applied, type ApplyDeps, applyPlans } from '../protect/apply.ts';
import type { Candidate } from '../protect/candidates.ts';
import { readNow } from '../protect/file-bytes.ts';
import { isPersonal } from '../protect/overlays.ts';
import { planFile } from '../protect/plan.ts';
import type { EntryChange } from './compare.ts';

export interface Withdrawn {
  readonly one: Extract<Applied, { readonly kind: 'done' }>;
  readonly changes: readonly EntryChange[];
}

/** Takes away the personal copies whose originals are no longer what they were made from. */
export async function withdrawOverlays(files: readonly Candidate[], deps: ApplyDeps): Promise<readonly Withdrawn[]> {
  const withdrawn: Withdrawn[] = [];
  for (const candidate of files.filter(({ readings }) => readings.some(isPersonal))) {
    const bytes = readNow(candidate.realPath);
    const plan = bytes === null ? null : await planFile(candidate, bytes, deps.plan);
    const changes = plan?.changes.filter(({ kind }) => kind === 'withdraw') ?? [];
    const [one] = plan === null || changes.length === 0 ? [] : await applyPlans([{ ...plan, changes }], deps);
    if (one?.kind === 'done') {
      const gone = one.made.map((entry): EntryChange => ({
        kind: 'server-gone',
        entry: { ...entry, isGuarded: true, start: '' },
      }));
      withdrawn.push({ one, changes: gone });
    }
  }
  return withdrawn;
}
