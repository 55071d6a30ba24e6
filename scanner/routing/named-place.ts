import { pathOf } from '../edit/places.ts';
import { pointer as pointerOf } from '../formats/document.ts';

/**
 * Where an entry stands, by its name where it stands in a list: its number there changes with every entry that somebody adds,
 * removes or moves before it. Notes of what we did are kept and found by this.
 */
export function namedPlace({ pointer, name }: { readonly pointer: string; readonly name: string }): string {
  const path = pathOf(pointer);
  return /^\d+$/.test(path.at(-1) ?? '') ? pointerOf([...path.slice(0, -1), name]) : pointer;
}
