import { closeSync } from 'node:fs';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { readNotes, writeNote } from './backups.ts';
import { type HoldDeps, holdFile } from './hold.ts';
import { readNow } from './file-bytes.ts';
import { followFile } from './former-names.ts';
import type { HomeRestore } from './restore-home.ts';
import { planRestore, type RestorePlan, type RestorePlanDeps } from './restore-plan.ts';
import { blockingClient, type RunningClients } from './running-clients.ts';
import { unstage } from './staged.ts';
import { asFailure, type ConfigWrite, writeConfig } from './write-config.ts';

export type Restored =
  | { readonly kind: 'done'; readonly plan: RestorePlan; readonly isBack: boolean }
  | { readonly kind: 'failed'; readonly plan: RestorePlan; readonly error: SallyportError };

export type RestoreDeps = HoldDeps & RestorePlanDeps & { readonly running: RunningClients };

/** Gives the files back, and stays with them for a moment, as after protecting; what still waits to be protected is forgotten. */
export async function applyRestores(
  { plans, staged }: Pick<HomeRestore, 'plans' | 'staged'>,
  deps: RestoreDeps,
): Promise<readonly Restored[]> {
  staged.forEach(({ realPath }) => unstage(realPath, deps.stateFolder));
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
    refuseWhileRunning(plan, deps);
    followFile(plan.candidate, plan.write.before, deps.stateFolder);
    const old = await writeConfig(plan.write, deps);
    unstage(plan.candidate.realPath, deps.stateFolder);
    return async () => ({ kind: 'done', plan, isBack: await hold(plan, old, deps) });
  } catch (error) {
    return () => Promise.resolve({ kind: 'failed', plan, error: asFailure(plan.candidate.path, error) });
  }
}

/** It would bring our entries back after we are gone, and with them servers that do not start. */
function refuseWhileRunning({ candidate }: RestorePlan, { running }: RestoreDeps): void {
  const client = blockingClient(candidate, running);
  if (client !== null) {
    throw new SallyportError({
      code: 'CONFIG_LOCKED',
      message: `${candidate.path} is kept by ${client.name}, which runs and would write its own copy back`,
      remedy: `Quit ${client.name} fully, also where it waits in the tray or menu bar, then run the command again.`,
    });
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
