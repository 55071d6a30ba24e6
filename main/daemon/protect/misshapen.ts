import { at, type ConfigDocument } from '../../../scanner/formats/document.ts';
import { pathOf } from '../../../scanner/edit/places.ts';
import { type Obstacle, obstacle } from '../../../scanner/routing/obstacle.ts';
import { entriesOf } from '../../../scanner/sightings.ts';
import type { Candidate } from './candidates.ts';
import type { EntryName } from './plan.ts';

const notAnEntry = obstacle(
  'malformed',
  'it stands where a server should and is none',
  'Mend the entry, then run `sallyport protect` again.',
);

/** Values among a file's servers that are none. Text and switches are left out: people keep remarks there, and clients settings. */
export function misshapen(
  { readings }: Candidate,
  document: ConfigDocument,
): readonly (EntryName & { readonly obstacle: Obstacle })[] {
  const found = readings.flatMap((reading) =>
    reading.content === null
      ? []
      : entriesOf({ ...reading, content: { ...reading.content, document } }).strangers.map((pointer) => ({
          client: reading.client.id,
          scope: reading.spec.scope,
          name: pathOf(pointer).at(-1) ?? '',
          pointer,
          obstacle: notAnEntry,
        })),
  );
  const values = found.filter(
    ({ pointer }) => !['string', 'boolean'].includes(typeof at(document.value, pathOf(pointer))),
  );
  return [...new Map(values.map((one) => [one.pointer, one])).values()];
}
