import type { Span } from '../content-finding.ts';
import type { Concept } from './concepts.ts';
import { forms } from './forms.ts';
import type { Mood } from './mood.ts';
import type { Tagged } from './tagged.ts';

/** A concept; with `!` an act that is ordered, with `-` one that is denied. Bare, anything but denied. */
export type Wanted = Concept | `${Concept}!` | `${Concept}-`;

/** Every group must be met by one of its ways. */
export type Needs = readonly (readonly Wanted[])[];

/** A stretch of a text, ready to be asked what it says. */
export interface Said {
  readonly has: (wanted: Wanted) => boolean;
  /** The stretch in which all needs are met, by different words, around what meets the first; null where they are not. */
  readonly meet: (needs: Needs) => Span | null;
}

/** How far from the first of them what belongs together may stand, in characters. */
const within = 260;

/** More places of one concept say nothing new, and each costs a comparison with all the others. */
const mostPlaces = 12;

/** Makes a stretch of a text ready. */
export function said(text: Tagged, { start, end }: Span): Said {
  const known = new Map<Wanted, readonly Span[]>();
  const placesOf = (wanted: Wanted): readonly Span[] => {
    const places = known.get(wanted) ?? findPlaces(text, { start, end }, wanted);
    known.set(wanted, places);
    return places;
  };
  return {
    has: (wanted) => placesOf(wanted).length > 0,
    meet: (needs) => {
      const groups: (readonly Span[])[] = [];
      for (const ways of needs) {
        const places = ways.flatMap(placesOf);
        if (places.length === 0) {
          return null;
        }
        groups.push(places);
      }
      const [first = [], ...others] = groups;
      return first.reduce<Span | null>((found, place) => found ?? grown(place, others), null);
    },
  };
}

/** Whether a text has, somewhere, something for every need. Most texts have not, and need not be looked at sentence by sentence. */
export function mayMeet(text: Tagged, needs: Needs): boolean {
  return cheapestFirst(needs).every((ways) =>
    ways.some((wanted) => {
      const { concept, mood } = read(wanted);
      return text.tagsOf(concept).some((tag) => isOf(tag.mood, mood));
    }),
  );
}

function isOf(mood: Mood, wanted: Mood | null): boolean {
  return wanted === null ? mood !== 'denied' : mood === wanted;
}

const formed: ReadonlySet<Concept> = new Set(forms.map(([concept]) => concept));

const ordered = new WeakMap<Needs, Needs>();

/** What words alone tell comes first. */
function cheapestFirst(needs: Needs): Needs {
  const known = ordered.get(needs);
  if (known !== undefined) {
    return known;
  }
  const costOf = (ways: readonly Wanted[]): number => ways.filter((wanted) => formed.has(read(wanted).concept)).length;
  const made = needs.toSorted((one, other) => costOf(one) - costOf(other));
  ordered.set(needs, made);
  return made;
}

function findPlaces(text: Tagged, { start, end }: Span, wanted: Wanted): readonly Span[] {
  const { concept, mood } = read(wanted);
  const tags = text.tagsOf(concept);
  const places: Span[] = [];
  for (let at = firstFrom(tags, start); at < tags.length && places.length < mostPlaces; at += 1) {
    const tag = tags[at];
    if (tag === undefined || tag.span.start >= end) {
      break;
    }
    if (isOf(tag.mood, mood)) {
      places.push(tag.span);
    }
  }
  return places;
}

interface Reading {
  readonly concept: Concept;
  /** Null where anything but a denial will do. */
  readonly mood: Mood | null;
}

const readings = new Map<Wanted, Reading>();

function read(wanted: Wanted): Reading {
  const known = readings.get(wanted);
  if (known !== undefined) {
    return known;
  }
  // The type says that what is left without its mark is a concept.
  const concept = wanted.replace(/[!-]$/, '') as Concept;
  const made = { concept, mood: wanted.endsWith('!') ? 'order' : wanted.endsWith('-') ? 'denied' : null } as const;
  readings.set(wanted, made);
  return made;
}

/** Where the first begins that does not lie before a place. */
function firstFrom(tags: readonly { readonly span: Span }[], start: number): number {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle]?.span.start ?? 0) < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** A span that takes in, for each need, the nearest place that meets it and has met none yet. */
function grown(first: Span, groups: readonly (readonly Span[])[]): Span | null {
  const used: Span[] = [first];
  for (const places of groups) {
    let nearest: Span | null = null;
    let shortest = within;
    for (const place of places) {
      const distance = Math.max(place.start - first.end, first.start - place.end);
      if (distance <= shortest && used.every((other) => place.end <= other.start || place.start >= other.end)) {
        nearest = place;
        shortest = distance;
      }
    }
    if (nearest === null) {
      return null;
    }
    used.push(nearest);
  }
  return { start: Math.min(...used.map(({ start }) => start)), end: Math.max(...used.map(({ end }) => end)) };
}
