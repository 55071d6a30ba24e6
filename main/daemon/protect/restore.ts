import { closeSync } from 'node:fs';
import type { SallyportError } from '../../../scanner/model/errors.ts';
import { readNotes, writeNote } from './backups.ts';
import { type HoldDeps, holdFile } from './hold.ts';
import { readNow } from './file-bytes.ts';
import { planRestore, type RestorePlan, type RestorePlanDeps } from './restore-plan.ts';
import { asFailure, type ConfigWrite, writeConfig } from './write-config.ts';

export type Restored =
  | { readonly kind: 'done'; readonly plan: RestorePlan; readonly isBack: boolean }
  | { readonly kind: 'failed'; readonly plan: RestorePlan; readonly error: SallyportError };

export type RestoreDeps = HoldDeps & RestorePlanDeps;

/** Gives the files back, and stays with them for a moment, as after protecting. */
export async function applyRestores(plans: readonly RestorePlan[], deps: RestoreDeps): Promise<readonly Restored[]> {
  const begun: (() => Promise<Restored>)[] = [];
  for (const plan of plans) {
    begun.push(await begin(plan, deps));
  }
  return Promise.all(begun.map((finish) => finish()));
}

async function begin(plan: RestorePlan, deps: RestoreDeps): Promise<() => Promise<Restored>> {
  if (plan.entries.length === 0) {
    return () => Promise.resolve({ kind: 'done', plan, isBack: true });
  }
  try {
    const old = await writeConfig(plan.write, deps);
    return async () => ({ kind: 'done', plan, isBack: await hold(plan, old, deps) });
  } catch (error) {
    return () => Promise.resolve({ kind: 'failed', plan, error: asFailure(plan.candidate.path, error) });
  }
}

async function hold({ candidate, write }: RestorePlan, old: number | null, deps: RestoreDeps): Promise<boolean> {
  try {
    const again = async (theirs: Uint8Array): Promise<ConfigWrite | null> =>
      (await planRestore(candidate, theirs, deps))?.write ?? null;
    await holdFile({ write, old, again }, deps);
    const now = readNow(candidate.realPath);
    const left = now === null ? null : await planRestore(candidate, now, { ...deps, wanted: () => true });
    if (left === null) {
      markRestored(candidate.realPath, deps);
    }
    return left === null || !left.entries.some((entry) => deps.wanted(entry, candidate.path));
  } finally {
    if (old !== null) {
      closeSync(old);
    }
  }
}

function markRestored(realPath: string, { stateFolder, now }: RestoreDeps): void {
  for (const note of readNotes(stateFolder)) {
    if (note.realPath === realPath && note.restoredAt === null) {
      writeNote(stateFolder, { ...note, restoredAt: now().toISOString() });
    }
  }
}
