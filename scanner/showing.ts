import { mapStrings, shownWriter } from './display.ts';
import { secretValues } from './detect/secrets/entry-secrets.ts';
import { makeScrubber } from './detect/secrets/scrubber.ts';
import { secretsIn } from './detect/secrets/secrets-in.ts';
import { pathOf } from './edit/places.ts';
import type { Launch } from './model/launch.ts';
import { remembering } from './remembering.ts';
import type { SourceEntries } from './sightings.ts';

/**
 * The last step before anything leaves: no value that was judged secret anywhere survives in any text, nothing that looks like a
 * credential in a name, path or pointer, and the home is `~`.
 */
export function showing(sources: readonly SourceEntries[], home: string): <T>(value: T) => T {
  const isOfPlace = partsOfPlaces([home, ...sources.map(({ source }) => source.path)]);
  const inEntries = sources.flatMap(({ entries }) => entries.flatMap((entry) => secretValues(entry, isOfPlace)));
  const shownText = shownWriter(home);
  const scrubber = makeScrubber([...inEntries, ...secretsInLabels(sources)]);
  const write = remembering((text) => shownText(scrubber.scrubText(text)));
  return (value) => mapStrings(value, write);
}

/**
 * Whether a value is part of a path at which something was looked for. Such a part may look drawn at random, and is hidden in the
 * words of a launch; but a report that does not say where is of no use, and the next scan would not know the place again.
 */
function partsOfPlaces(paths: readonly string[]): (value: string) => boolean {
  const all = [...new Set(paths)].join('\n');
  const segments = new Set(all.split(/[\\/\n]/));
  return (value) => segments.has(value) || (/[\\/]/.test(value) && all.includes(value));
}

/** Credentials that somebody pasted into a name, a path or a key: gone in every form, also where they stand in a message. */
function secretsInLabels(sources: readonly SourceEntries[]): readonly string[] {
  const labels = new Set(
    sources.flatMap(({ source, entries, strangers }) => [
      source.path,
      ...[...strangers, ...(source.file?.duplicates ?? [])].flatMap(pathOf),
      ...entries.flatMap(({ name, pointer, launch }) => [
        name,
        ...pathOf(pointer),
        ...('problem' in launch ? [] : variablesOf(launch)),
      ]),
    ]),
  );
  return [...labels].flatMap((label) =>
    secretsIn(label)
      .filter(({ confidence }) => confidence !== 'possible')
      .map(({ start, end }) => label.slice(start, end)),
  );
}

function variablesOf(launch: Launch): readonly string[] {
  return [...launch.env.keys(), ...(launch.transport === 'stdio' ? [] : launch.headers.keys())];
}
