import { lexicon, type SpokenConcept } from './concepts.ts';
import { stem } from './stem.ts';
import type { Word } from './words.ts';

/** One way to say something, and all it may mean. */
export interface Way {
  /** Stems that follow the first. */
  readonly rest: readonly string[];
  readonly concepts: readonly SpokenConcept[];
}

/** The longest way to say something that begins with this word. */
export function longestWay(words: readonly Word[], at: number): Way | null {
  const ways = waysBy().get(words[at]?.stem ?? '') ?? [];
  return ways.find(({ rest }) => rest.every((part, index) => words[at + 1 + index]?.stem === part)) ?? null;
}

let known: ReadonlyMap<string, readonly Way[]> | null = null;

/** By the first stem, the longest first. Built at the first use, not at import. */
function waysBy(): ReadonlyMap<string, readonly Way[]> {
  if (known !== null) {
    return known;
  }
  const conceptsOf = new Map<string, Set<SpokenConcept>>();
  for (const concept of Object.keys(lexicon) as SpokenConcept[]) {
    for (const way of lexicon[concept].split('; ')) {
      const key = way.split(' ').map(stem).join(' ');
      conceptsOf.set(key, (conceptsOf.get(key) ?? new Set()).add(concept));
    }
  }
  const ways = new Map<string, Way[]>();
  for (const [key, concepts] of conceptsOf) {
    const [first = '', ...rest] = key.split(' ');
    ways.set(first, [...(ways.get(first) ?? []), { rest, concepts: [...concepts] }]);
  }
  known = new Map(
    Array.from(ways, ([first, own]) => [first, own.toSorted((one, other) => other.rest.length - one.rest.length)]),
  );
  return known;
}
