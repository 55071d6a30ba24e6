import { type Path, type Places, quoted } from './places.ts';
import type { Splice } from './splice.ts';

/**
 * Puts a new key first into the nearest map above it that is there, and makes the maps between. Null where a value stands
 * at the place already, or where the nearest thing above is no map in braces.
 */
export function addValue(text: string, places: Places, path: Path, value: unknown): Splice | null {
  if (path.length === 0 || places.value(path) !== null) {
    return null;
  }
  const depth = deepestMap(places, path);
  const map = places.value(path.slice(0, depth));
  const key = path[depth];
  if (map === null || key === undefined || text[map.span.start] !== '{') {
    return null;
  }
  const inner = path.slice(depth + 1).reduceRight<unknown>((held, name) => ({ [name]: held }), value);
  const member = `${quoted(key)}: ${JSON.stringify(inner)}`;
  const start = map.span.start + 1;
  const gap = /^\s*/.exec(text.slice(start))?.[0] ?? '';
  const isEmpty = text[start + gap.length] === '}';
  // The new key stands as the one that was first stood: after the same blanks and line ends.
  return isEmpty ? { start, end: start, text: member } : { start, end: start, text: `${gap}${member},` };
}

function deepestMap(places: Places, path: Path): number {
  let depth = path.length - 1;
  while (depth > 0 && places.value(path.slice(0, depth)) === null) {
    depth -= 1;
  }
  return depth;
}
