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

/**
 * Makes the edits of many entries at once; an entry that can not be edited is left as it is and the others are not. Found by
 * halves: a file is not parsed anew for each of a thousand entries because one is odd.
 */
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
  const [only, ...more] = groups;
  if (only === undefined) {
    return { bytes, refusals: [] };
  }
  if (more.length === 0) {
    return editOne(bytes, format, only, all.why);
  }
  const half = Math.ceil(groups.length / 2);
  const first = await editGroups(bytes, format, groups.slice(0, half));
  const second = await editGroups(first.bytes, format, groups.slice(half));
  return { bytes: second.bytes, refusals: [...first.refusals, ...second.refusals] };
}

/** The best way has failed: another may do. */
async function editOne(
  bytes: Uint8Array,
  format: Format,
  [, ...others]: EditGroup,
  why: string,
): Promise<EditedGroups> {
  let refusal = why;
  for (const way of others) {
    const edited = await editConfig(bytes, format, way);
    if (edited.ok) {
      return { bytes: edited.bytes, refusals: [null] };
    }
    refusal = edited.why;
  }
  return { bytes, refusals: [refusal] };
}
