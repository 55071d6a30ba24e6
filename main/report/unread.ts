import type { Inventory, SourceRow } from '../../scanner/model/inventory.ts';

/** Places that may hold servers nobody has seen: everything but read and absent ones, each once, under its first reader. */
export function unreadSources(inventory: Inventory): readonly SourceRow[] {
  const unread = inventory.sources.filter(({ outcome }) => outcome !== 'read' && outcome !== 'absent');
  return [...new Map(unread.toReversed().map((source) => [source.path, source])).values()].toReversed();
}

/** What else keeps the answer from being whole, in sentences: lists of projects, the catalogue, entries beyond the bounds. */
export function otherGaps(inventory: Inventory): readonly string[] {
  const { reasons, gaps } = inventory.completeness;
  if (gaps === undefined) {
    return unreadSources(inventory).length === 0 ? reasons : [];
  }
  return gaps.filter(({ kind }) => kind !== 'source-unread').map(({ text }) => text);
}

/** A place that could not be read. */
export interface UnreadPlace {
  readonly source: SourceRow;
  /** How many others lie in it: nobody may look into their folder, so they need no line of their own. */
  readonly within: number;
}

/** Places by the outermost folder that is closed to us. */
export function placesByFolder(unread: readonly SourceRow[]): readonly UnreadPlace[] {
  const closed = new Set(unread.filter(({ outcome }) => outcome === 'denied').map(({ path }) => plain(path)));
  const byFolder = Map.groupBy(unread, ({ path, outcome }) =>
    outcome === 'denied' ? (foldersAbove(path).find((folder) => closed.has(folder)) ?? plain(path)) : path,
  );
  return [...byFolder].flatMap(([folder, sources]) => {
    const source = sources.find(({ path }) => plain(path) === plain(folder));
    return source === undefined ? [] : [{ source, within: sources.length - 1 }];
  });
}

/** From the outside in, without itself. */
function foldersAbove(path: string): readonly string[] {
  return [...plain(path).matchAll(/(?<=[^\\/])[\\/]/g)].map(({ index }) => path.slice(0, index));
}

function plain(path: string): string {
  return path.replace(/(?<=[^\\/])[\\/]+$/, '');
}
