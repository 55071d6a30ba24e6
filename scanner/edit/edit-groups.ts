import type { Format } from '../model/inventory.ts';
import type { Edit } from './edit.ts';
import { editConfig } from './edit-config.ts';

/** The edits of one entry: ways to the same end, the best first. */
export type EditGroup = readonly (readonly Edit[])[];

export interface EditedGroups {
  readonly bytes: Uint8Array;
  /** For each group why it was left out, or null when it was made. */
  readonly refusals: readonly (string | null)[];
}

/** Makes the edits of many entries at once; an entry that can not be edited is left as it is and the others are not. */
export async function editGroups(
  bytes: Uint8Array,
  format: Format,
  groups: readonly EditGroup[],
): Promise<EditedGroups> {
  const all = await editConfig(
    bytes,
    format,
    groups.flatMap(([best = []]) => best),
  );
  if (all.ok) {
    return { bytes: all.bytes, refusals: groups.map(() => null) };
  }
  let current = bytes;
  const refusals: (string | null)[] = [];
  for (const group of groups) {
    let refusal: string | null = null;
    for (const way of group) {
      const edited = await editConfig(current, format, way);
      refusal = edited.ok ? null : edited.why;
      if (edited.ok) {
        current = edited.bytes;
        break;
      }
    }
    refusals.push(refusal);
  }
  return { bytes: current, refusals };
}
