import { at, type ConfigDocument, pointer } from '../../../scanner/formats/document.ts';
import { pathOf } from '../../../scanner/edit/places.ts';
import { type Obstacle, obstacle } from '../../../scanner/routing/obstacle.ts';
import { entriesOf } from '../../../scanner/sightings.ts';
import type { SourceReading } from '../../../scanner/sources.ts';
import type { Candidate } from './candidates.ts';
import type { EntryName } from './plan.ts';

const notAnEntry = obstacle(
  'malformed',
  'it stands where a server should and is none',
  'Mend the entry, then run `sallyport protect` again.',
);

/**
 * Values among a file's servers that are none, or that stand in the place of all. Among servers, text and switches are left
 * out: people keep remarks there, and clients settings. Where a plugin's servers should stand, text names a file.
 */
export function misshapen(
  { readings }: Candidate,
  document: ConfigDocument,
): readonly (EntryName & { readonly obstacle: Obstacle })[] {
  const found = readings.flatMap((reading) =>
    reading.content === null
      ? []
      : entriesOf({ ...reading, content: { ...reading.content, document } })
          .strangers.filter((place) => holdsAll(place, reading) || !isRemark(at(document.value, pathOf(place))))
          .map((place) => ({
            client: reading.client.id,
            scope: reading.spec.scope,
            name: pathOf(place).at(-1) ?? '',
            pointer: place,
            obstacle: notAnEntry,
          })),
  );
  return [...new Map(found.map((one) => [one.pointer, one])).values()];
}

function holdsAll(place: string, { spec: { scope, servers } }: SourceReading): boolean {
  return scope !== 'plugin' && scope !== 'extension' && servers.some((path) => pointer(path) === place);
}

function isRemark(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
