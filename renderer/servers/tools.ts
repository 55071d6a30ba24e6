import type { ToolLine } from '../../main/contract/servers.ts';

/** From so many tools on, a search among them is worth its place. */
export const worthSearching = 10;

/**
 * The tools that have every word of the search among what is shown of them. What changed stands first: in a list of
 * thousands nobody would come upon it.
 *
 * @param shown the words that stand for a tool on the screen
 */
export function foundTools(
  tools: readonly ToolLine[],
  search: string,
  shown: (tool: ToolLine) => string,
): readonly ToolLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = tools.filter((tool) => {
    const text = words.length === 0 ? '' : shown(tool).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ pin }: ToolLine): number {
  return pin.kind === 'changed' ? 0 : 1;
}
