import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { type EditedGroups, editGroups } from '../../../scanner/edit/edit-groups.ts';
import { rulesOf } from '../../../scanner/routing/client-rules.ts';
import type { BackupNote } from './backups.ts';
import type { EntryPlan, FilePlan } from './plan.ts';
import type { ConfigWrite } from './write-config.ts';

export interface Rewritten {
  readonly write: ConfigWrite;
  readonly made: readonly EntryPlan[];
  readonly refused: readonly { readonly entry: EntryPlan; readonly why: string }[];
}

/** The bytes a plan leads to. An entry that can not be edited stays as it is, with the reason. */
export async function rewritten(plan: FilePlan, before: Uint8Array): Promise<Rewritten> {
  const { candidate, changes } = plan;
  const edited = await editGroups(
    before,
    plan.format,
    changes.map(({ edits }) => edits),
  );
  const made = changes.filter((_, index) => edited.refusals[index] === null);
  return {
    write: {
      path: candidate.path,
      realPath: candidate.realPath,
      clients: [...new Set(candidate.readings.map(({ client }) => client.id))],
      before,
      after: edited.bytes,
      entries: notes(made),
      givenBack: [],
      hasLock: candidate.readings.some(({ client }) => rulesOf(client.id).lock),
    },
    made,
    refused: refusals(changes, edited),
  };
}

function notes(made: readonly EntryPlan[]): BackupNote['entries'] {
  return made.flatMap((entry) =>
    entry.original === null ? [] : [{ pointer: namedPlace(entry), original: entry.original }],
  );
}

function refusals(changes: readonly EntryPlan[], { refusals: reasons }: EditedGroups): Rewritten['refused'] {
  return changes.flatMap((entry, index) => {
    const why = reasons[index] ?? null;
    return why === null ? [] : [{ entry, why }];
  });
}
