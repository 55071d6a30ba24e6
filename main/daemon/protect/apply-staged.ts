import { type Applied, type ApplyDeps, applyPlans } from './apply.ts';
import type { Candidate } from './candidates.ts';
import { readNow } from './file-bytes.ts';
import { isStartable } from './launcher.ts';
import { planFile } from './plan.ts';
import { blockingClient } from './running-clients.ts';
import { inShort, stagedFiles, unstage } from './staged.ts';

/** Makes what was agreed to earlier in every file whose client has quit. What is no longer exactly that change is left out. */
export async function applyStaged(files: readonly Candidate[], deps: ApplyDeps): Promise<readonly Applied[]> {
  if (!isStartable(deps.plan.launcher)) {
    return [];
  }
  const applied: Applied[] = [];
  for (const staged of stagedFiles(deps.stateFolder)) {
    const candidate = files.find(({ realPath }) => realPath === staged.realPath);
    const bytes = readNow(staged.realPath);
    if (bytes === null) {
      unstage(staged.realPath, deps.stateFolder);
    } else if (candidate !== undefined && blockingClient(candidate, deps.running) === null) {
      const plan = await planFile(candidate, bytes, deps.plan);
      const changes = plan?.changes.filter((change) => staged.changes.includes(inShort(change))) ?? [];
      if (plan !== null && changes.length > 0) {
        applied.push(...(await applyPlans([{ ...plan, changes }], deps)));
      } else if (plan !== null) {
        unstage(staged.realPath, deps.stateFolder);
      }
    }
  }
  return applied;
}
