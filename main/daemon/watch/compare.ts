import { namedPlace } from '../../../scanner/routing/named-place.ts';
import type { EntryState } from './entry-states.ts';

/** What became of an entry between two looks. `guard-gone`: it was started through the shim, and is not any more. */
export type ChangeKind = 'server-new' | 'server-gone' | 'server-changed' | 'guard-gone' | 'guarded';

export interface EntryChange {
  readonly kind: ChangeKind;
  readonly entry: EntryState;
}

/** What has changed in one file. Entries are the same when they stand at the same place; in a list, when they have the same name. */
export function compare(before: readonly EntryState[], now: readonly EntryState[]): readonly EntryChange[] {
  const known = new Map(before.map((entry) => [namedPlace(entry), entry]));
  const present = new Set(now.map(namedPlace));
  return [
    ...now.flatMap((entry) => changesOf(known.get(namedPlace(entry)), entry)),
    ...before
      .filter((entry) => !present.has(namedPlace(entry)))
      .map((entry) => ({ kind: 'server-gone' as const, entry })),
  ];
}

function changesOf(before: EntryState | undefined, entry: EntryState): readonly EntryChange[] {
  if (before === undefined) {
    return [{ kind: 'server-new', entry }];
  }
  const changed: readonly EntryChange[] = before.start === entry.start ? [] : [{ kind: 'server-changed', entry }];
  if (before.isGuarded === entry.isGuarded) {
    return changed;
  }
  return [...changed, { kind: entry.isGuarded ? 'guarded' : 'guard-gone', entry }];
}
