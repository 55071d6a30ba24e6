import type { Entry } from '../../../scanner/model/launch.ts';
import { entriesOf } from '../../../scanner/sightings.ts';
import type { SourceReading } from '../../../scanner/sources.ts';
import type { Candidate } from './candidates.ts';

/** The entries of all readers of a file, each once. */
export function entriesIn(
  { readings }: Candidate,
  document: { readonly value: unknown; readonly duplicates: readonly string[] },
): readonly { readonly reading: SourceReading; readonly entry: Entry }[] {
  const all = readings.flatMap((reading) =>
    reading.content === null
      ? []
      : entriesOf({ ...reading, content: { ...reading.content, document } }).entries.map((entry) => ({
          reading,
          entry,
        })),
  );
  const seen = new Set<string>();
  return all.filter(({ entry }) => !seen.has(entry.pointer) && seen.add(entry.pointer));
}
