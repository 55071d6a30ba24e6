import type { KeyPath } from './clients/client.ts';
import { pathOf } from './edit/places.ts';
import type { Observation } from './model/finding.ts';
import type { Entry } from './model/launch.ts';

/** Keys that stand twice inside an entry or above it: of two maps of servers only one counts. */
export function duplicatesAround(entry: Entry, duplicates: readonly string[]): readonly Observation[] {
  return duplicates.filter((where) => isAround(where, entry)).map(observed);
}

/**
 * Keys that lead to servers and stand twice, where nothing is left of what the last one holds: no entry could tell of them.
 *
 * @param places where the document keeps its servers
 */
export function emptiedByDuplicates(
  duplicates: readonly string[],
  entries: readonly Entry[],
  places: readonly KeyPath[],
): readonly Observation[] {
  return duplicates
    .filter((where) => places.some((place) => leadsTo(pathOf(where), place)))
    .filter((where) => !entries.some((entry) => isAround(where, entry)))
    .map(observed);
}

function isAround(where: string, { pointer }: Entry): boolean {
  return `${where}/`.startsWith(`${pointer}/`) || pointer.startsWith(`${where}/`);
}

/** Whether it stands above a container of servers, is one, or names a server in it. */
function leadsTo(path: readonly string[], place: KeyPath): boolean {
  return (
    path.length <= place.length + 1 &&
    path.every((key, depth) => depth === place.length || place[depth] === '*' || place[depth] === key)
  );
}

function observed(where: string): Observation {
  return {
    rule: 'config/duplicate-key',
    severity: 'medium',
    message: 'this key stands twice in the config; programs disagree which one counts',
    remedy: 'Keep one of the two keys.',
    where,
    confidence: 'certain',
  };
}
