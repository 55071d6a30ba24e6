import { namedPlace } from '../../../scanner/routing/named-place.ts';
import type { Candidate } from '../protect/candidates.ts';
import { firstStarts, type StartMemory } from '../protect/first-starts.ts';
import { wrappedSince } from '../protect/wrapped-since.ts';
import type { EntryChange } from './compare.ts';
import type { SeenFile } from './file-watch.ts';

/** How the first start of an entry behind the shim went. */
export interface StartNews {
  readonly file: Candidate;
  readonly change: EntryChange;
  readonly start: { readonly kind: 'worked' | 'failed'; readonly why: string | null };
}

/** Tells of each first start once. What was wrapped before the watch began and has worked already is no news. */
export function startNews(stateFolder: string): (seen: Iterable<SeenFile>) => readonly StartNews[] {
  const told = new Map<string, 'worked' | 'failed'>();
  const memory: StartMemory = new Map();
  let isFirst = true;
  return (seen) => {
    const entries = [...seen].flatMap(({ candidate, states }) => {
      const since = wrappedSince(stateFolder, candidate.realPath);
      return states.flatMap((entry) => {
        const time = since.get(namedPlace(entry));
        const key = `${candidate.realPath} ${namedPlace(entry)} ${time ?? ''}`;
        const isOpen = entry.isGuarded && time !== undefined && told.get(key) !== 'worked';
        return isOpen
          ? [{ file: candidate, entry, key, wrapped: { client: entry.client, server: entry.name, since: time } }]
          : [];
      });
    });
    const starts = firstStarts(
      stateFolder,
      entries.map(({ wrapped }) => wrapped),
      memory,
    );
    const news = entries.flatMap(({ file, entry, key }, index): readonly StartNews[] => {
      const start = starts[index];
      if (start === undefined || start.kind === 'not-yet' || told.get(key) === start.kind) {
        return [];
      }
      told.set(key, start.kind);
      const why = start.kind === 'failed' ? start.why : null;
      return isFirst && start.kind === 'worked'
        ? []
        : [{ file, change: { kind: 'guarded', entry }, start: { kind: start.kind, why } }];
    });
    isFirst = false;
    return news;
  };
}
