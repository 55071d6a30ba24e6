import type { Accepted, PinEntry, Pinned, Pins } from './pins.ts';

/**
 * What is remembered of a program that stands where another stood. What was accepted of the former one is what is accepted of it, unless a
 * person has accepted something else. Of two first sights the older one counts.
 *
 * @param own null when the program is seen for the first time
 */
export function takenOver(own: Pins | null, former: Pins, server: Pins['server']): Pins {
  if (own === null) {
    return { ...former, server, startedBy: [] };
  }
  if (own.firstSeen <= former.firstSeen) {
    return own;
  }
  const entries = Object.entries({ ...former.entries, ...own.entries }).map(
    ([key, entry]): readonly [string, PinEntry] => [
      key,
      inTheLightOf(Object.hasOwn(former.entries, key) ? (former.entries[key] ?? null) : null, entry, former),
    ],
  );
  return {
    ...own,
    firstSeen: former.firstSeen,
    whole: [...new Set([...former.whole, ...own.whole])],
    entries: Object.fromEntries(entries),
  };
}

/** Notes who starts a program. @returns the same object where that is known */
export function startedAt(pins: Pins, place: string): Pins {
  return isStartedBy(pins, place) ? pins : { ...pins, startedBy: [...(pins.startedBy ?? []), place] };
}

export function isStartedBy(pins: Pins | null, place: string): boolean {
  return pins?.startedBy?.includes(place) === true;
}

/** @returns null once nobody is known who starts the program */
export function leftBy(pins: Pins, place: string): Pins | null {
  const startedBy = (pins.startedBy ?? []).filter((one) => one !== place);
  return startedBy.length === 0 ? null : { ...pins, startedBy };
}

function inTheLightOf(was: PinEntry | null, entry: PinEntry, { whole }: Pins): PinEntry {
  const { accepted, seen } = entry;
  if (was === entry || accepted === null || accepted.by !== null) {
    return entry;
  }
  if (was === null) {
    return whole.includes(entry.kind) ? { ...entry, accepted: null, seen: seen ?? sightOf(accepted) } : entry;
  }
  return was.accepted?.hash === accepted.hash
    ? entry
    : { ...entry, accepted: was.accepted, seen: seen ?? sightOf(accepted) };
}

function sightOf({ hash, formula, definition, at }: Accepted): Pinned {
  return { hash, formula, definition, at };
}
