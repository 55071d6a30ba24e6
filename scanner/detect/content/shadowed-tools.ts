/** A tool as one server offers it. */
export interface OfferedTool {
  readonly server: string;
  readonly name: string;
  readonly description: string;
}

/** Two tools of different servers that a model can hardly tell apart. `alike` is the share of words they have in common, 0 to 1. */
export interface ShadowedTool {
  readonly first: OfferedTool;
  readonly second: OfferedTool;
  readonly alike: number;
}

const fewestWords = 5;
const tooAlike = 0.8;

/**
 * Finds tools of different servers with the same name and a cloned description. The name alone says nothing: many servers have a
 * `search`. Names are compared without case and marks, and without an appended version.
 */
export function findShadowedTools(tools: readonly OfferedTool[]): readonly ShadowedTool[] {
  const byName = Map.groupBy(tools, ({ name }) => plainName(name));
  return [...byName.values()].flatMap((sameName) =>
    sameName.flatMap((first, index) =>
      sameName
        .slice(index + 1)
        .filter(({ server }) => server !== first.server)
        .map((second) => ({ first, second, alike: alike(first.description, second.description) }))
        .filter((pair) => pair.alike >= tooAlike),
    ),
  );
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_-]?v\d+$/, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Shared words over all words; descriptions of a few words are alike by chance. */
function alike(one: string, other: string): number {
  const left = wordsOf(one);
  const right = wordsOf(other);
  if (left.size < fewestWords || right.size < fewestWords) {
    return 0;
  }
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / (left.size + right.size - shared);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}
