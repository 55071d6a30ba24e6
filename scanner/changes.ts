import type { Inventory, ServerRow, SightingRow } from './model/inventory.ts';

/** What earlier scans of this home left behind. */
export interface History {
  readonly last: Inventory | null;
  /** By server id; knows servers that went away and may come back. */
  readonly firstSeen: ReadonlyMap<string, string>;
}

/** How a source was met this time, for sightings that are no longer among the rest. */
export type Whereabouts = 'looked-at' | 'unreadable' | 'not-looked-at';

/**
 * Says of each server whether it is new, seen, changed or gone since the last scan.
 * What could not be read this time is kept as it was: unknown is not absent.
 */
export function withChanges(
  servers: readonly ServerRow[],
  history: History,
  whereabouts: (sighting: SightingRow) => Whereabouts,
): readonly ServerRow[] {
  const before = (history.last?.servers ?? []).filter(({ change }) => change !== 'gone');
  const byId = new Map(before.map((server) => [server.id, server]));
  const serverAt = new Map(
    before.flatMap(({ id, sightings }) => sightings.map((sighting) => [placeOf(sighting), id] as const)),
  );
  const now = new Map(servers.map((server) => [server.id, server]));
  const placesNow = new Set(servers.flatMap(({ sightings }) => sightings.map(placeOf)));

  const present = servers.map((server): ServerRow => {
    const earlier = byId.get(server.id);
    const kept = keptSightings(earlier, placesNow, whereabouts);
    const whole = kept.length === 0 ? server : { ...server, sightings: [...server.sightings, ...kept] };
    const firstSeen = history.firstSeen.get(server.id) ?? earlier?.firstSeen ?? server.firstSeen;
    if (earlier !== undefined) {
      return { ...whole, firstSeen, change: sameSightings(earlier.sightings, whole.sightings) ? 'seen' : 'changed' };
    }
    const replaced = server.sightings.some((sighting) => serverAt.has(placeOf(sighting)));
    return { ...whole, firstSeen, change: replaced ? 'changed' : 'new' };
  });

  const absent = before
    .filter(({ id }) => !now.has(id))
    .flatMap((server): readonly ServerRow[] => {
      const kept = keptSightings(server, placesNow, whereabouts);
      if (kept.length > 0) {
        return [{ ...server, sightings: kept, change: 'seen' }];
      }
      // Its places now start something else: that server is `changed`, and one event is enough.
      const isReplaced = server.sightings.every((sighting) => placesNow.has(placeOf(sighting)));
      return isReplaced ? [] : [{ ...server, sightings: [], findings: [], risk: 'low', change: 'gone' }];
    });
  return [...present, ...absent];
}

function keptSightings(
  server: ServerRow | undefined,
  placesNow: ReadonlySet<string>,
  whereabouts: (sighting: SightingRow) => Whereabouts,
): readonly SightingRow[] {
  return (server?.sightings ?? []).flatMap((sighting) => {
    const where = placesNow.has(placeOf(sighting)) ? 'looked-at' : whereabouts(sighting);
    if (where === 'looked-at') {
      return [];
    }
    const reason =
      where === 'unreadable'
        ? 'as last seen: its source could not be read this time'
        : 'as last seen: its source was not looked at this time';
    return [{ ...sighting, reason }];
  });
}

function placeOf({ client, path, pointer }: SightingRow): string {
  return [client, path, pointer].join('\0');
}

function sameSightings(before: readonly SightingRow[], now: readonly SightingRow[]): boolean {
  const words = (sightings: readonly SightingRow[]): string =>
    sightings
      .map((sighting) => JSON.stringify([placeOf(sighting), sighting.enabled, sighting.route, sighting.launch]))
      .toSorted()
      .join('\n');
  return words(before) === words(now);
}
