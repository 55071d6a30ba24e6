import { type Gap, gap } from './model/gap.ts';
import type { History, Whereabouts } from './changes.ts';
import type { Client } from './clients/client.ts';
import type { ClientId } from './model/ids.ts';
import type { SightingRow, SourceRow } from './model/inventory.ts';
import type { SourceDeps } from './sources.ts';

/** One place that this scan looked at, as it is shown. */
export interface LookedAt {
  readonly client: ClientId;
  readonly path: string;
  readonly outcome: SourceRow['outcome'];
}

export interface EarlierDeps extends Pick<SourceDeps, 'files' | 'machine'> {
  readonly clients: readonly Client[];
  readonly history: History;
}

/** What became of the places of earlier sightings; those that are still there and were not read this time are gaps. */
export async function lookForEarlier(
  places: readonly LookedAt[],
  { history, files, machine, clients }: EarlierDeps,
): Promise<{ readonly whereabouts: (sighting: SightingRow) => Whereabouts; readonly gaps: readonly Gap[] }> {
  // A file that stood under another client then, because that one is gone or has come since, was looked at all the same.
  const outcomes = new Map(
    places.flatMap(({ client, path, outcome }) => [
      [path, outcome],
      [`${client}\0${path}`, outcome],
    ]),
  );
  const outcomeOf = ({ client, path }: SightingRow): SourceRow['outcome'] | undefined =>
    outcomes.get(`${client}\0${path}`) ?? outcomes.get(path);
  const unvisited = (history.last?.servers ?? [])
    .flatMap(({ sightings }) => sightings)
    .filter((sighting) => outcomeOf(sighting) === undefined);
  const stillThere = new Map<string, SightingRow>();
  for (const sighting of new Map(unvisited.map((one) => [one.path, one])).values()) {
    const { path } = sighting;
    if ((await files.probe(path.replace(/^~/, machine.home))).kind !== 'absent') {
      stillThere.set(path, sighting);
    }
  }
  const nameOf = (id: ClientId): string => clients.find((client) => client.id === id)?.name ?? id;
  return {
    whereabouts: (sighting) => {
      const outcome = outcomeOf(sighting);
      if (outcome === undefined) {
        return stillThere.has(sighting.path) ? 'not-looked-at' : 'looked-at';
      }
      return outcome === 'read' || outcome === 'absent' ? 'looked-at' : 'unreadable';
    },
    gaps: [...stillThere.values()].map(({ client, path }) =>
      gap(
        'earlier-place',
        `${nameOf(client)}: ${path}: known from an earlier scan, and this one was not led there (was a variable such as CODEX_HOME set then?)`,
        nameOf(client),
        path,
      ),
    ),
  };
}
