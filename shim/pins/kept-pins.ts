import type { PinEntry, Pinned, Pins } from '../../policy/pins/pins.ts';
import { redactText } from '../../scanner/detect/secrets/redact-text.ts';

/** Of what came and went before anybody accepted it, the file remembers the last: a server may make up ever new names. */
const mostPassing = 1000;

/**
 * Pins as their file may hold them: without the credentials that stand in definitions. The hashes are those of the definitions as they came,
 * so that another credential is a change.
 *
 * @param before what the file holds already
 */
export function keptPins(before: Pins | null, after: Pins): Pins {
  const entries = withoutPassing(Object.entries(after.entries)).map(([key, entry]): readonly [string, PinEntry] => [
    key,
    before !== null && before.entries[key] === entry ? entry : keptEntry(entry),
  ]);
  return { ...after, entries: Object.fromEntries(entries) };
}

function withoutPassing(entries: readonly (readonly [string, PinEntry])[]): readonly (readonly [string, PinEntry])[] {
  const passing = entries.filter(([, { accepted, gone }]) => accepted === null && gone !== null);
  if (passing.length <= mostPassing) {
    return entries;
  }
  const oldestFirst = passing.toSorted(([, one], [, other]) => (one.gone ?? '').localeCompare(other.gone ?? ''));
  const forgotten = new Set(oldestFirst.slice(0, -mostPassing).map(([key]) => key));
  return entries.filter(([key]) => !forgotten.has(key));
}

function keptEntry({ accepted, seen, ...entry }: PinEntry): PinEntry {
  return {
    ...entry,
    accepted: accepted === null ? null : kept(accepted),
    seen: seen === null ? null : kept(seen),
  };
}

function kept<Known extends Pinned>(pinned: Known): Known {
  return { ...pinned, definition: withoutCredentials(pinned.definition) };
}

function withoutCredentials(value: unknown): unknown {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (Array.isArray(value)) {
    return value.map(withoutCredentials);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = new Map<string, unknown>();
  for (const [key, member] of Object.entries(value)) {
    const shown = redactText(key);
    members.set(members.has(shown) ? `${shown} ${members.size}` : shown, withoutCredentials(member));
  }
  return Object.fromEntries(members);
}
