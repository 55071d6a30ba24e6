import { dirname } from 'node:path';
import { redactArgs } from '../../../scanner/detect/secrets/redact-args.ts';
import type { ConfigDocument } from '../../../scanner/formats/document.ts';
import type { ClientId } from '../../../scanner/model/ids.ts';
import type { Entry } from '../../../scanner/model/launch.ts';
import { nativeObstacle } from '../../../scanner/routing/allow-lists.ts';
import { causesOf } from '../../../scanner/routing/causes.ts';
import type { Candidate } from './candidates.ts';
import { isPersonal, type OverlayChange, overlayChanges, overlayOver } from './overlays.ts';
import { entriesIn } from './entries-in.ts';
import type { EntryPlan, PlanDeps } from './plan.ts';

export type OverlayDeps = Pick<PlanDeps, 'launcher' | 'stateFolder' | 'shared' | 'personal' | 'policies'>;

/** Changes of a person's own file that put approved servers of shared project files behind the shim, or take that back. */
export function overlayPlans(candidate: Candidate, document: ConfigDocument, deps: PlanDeps): readonly EntryPlan[] {
  const reading = candidate.readings.find(isPersonal);
  if (reading === undefined) {
    return [];
  }
  const { client } = reading;
  const entries = entriesIn(candidate, document).map(({ entry }) => entry);
  const guard = { launcher: deps.launcher, client: client.id, stateFolder: deps.stateFolder };
  return overlayChanges(document.value, entries, deps.shared, guard)
    .filter((change) => change.kind === 'withdraw' || isAllowed(change, client.id, deps))
    .map(({ kind, name, pointer, value, before, after }): EntryPlan => ({
      kind,
      client: client.id,
      scope: 'local',
      name,
      pointer,
      edits: [[kind === 'overlay' ? { kind: 'add-value', at: pointer, value } : { kind: 'remove', at: pointer }]],
      original: null,
      before: redactArgs(before),
      after: redactArgs(after),
      causes: causesOf(client, { twin: false, overlay: kind }),
      isGuarded: false,
    }));
}

/**
 * How an entry of a shared file that only Claude Code reads stands: started by the person's own copy of it, or about to
 * be. Null for every other entry.
 */
export function overlaidEntry(
  { path, readings, isInRepository }: Pick<Candidate, 'path' | 'readings' | 'isInRepository'>,
  entry: Entry,
  deps: OverlayDeps,
): 'guarded' | 'planned' | null {
  const [first] = readings;
  const onlyClaude = readings.every(({ client, spec }) => client.id === 'claude-code' && spec.scope === 'project');
  if (first === undefined || !isInRepository || !onlyClaude) {
    return null;
  }
  const guard = { launcher: deps.launcher, client: first.client.id, stateFolder: deps.stateFolder };
  const overlay = overlayOver(entry, dirname(path), deps.personal, deps.shared, guard);
  if (overlay.kind === 'add') {
    return isAllowed({ ...overlay, name: entry.name }, first.client.id, deps) ? 'planned' : null;
  }
  return overlay.kind === 'current' ? 'guarded' : null;
}

function isAllowed(
  { name, before, after }: Pick<OverlayChange, 'name' | 'before' | 'after'>,
  client: ClientId,
  deps: OverlayDeps,
): boolean {
  return nativeObstacle({ client, name, original: before, wrapped: after }, deps.policies) === null;
}
