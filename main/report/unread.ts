import type { Gap } from '../../scanner/model/gap.ts';
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

/** A place that could not be read, or a closed folder that hides several. */
export type UnreadPlace =
  | { readonly kind: 'place'; readonly source: SourceRow }
  | { readonly kind: 'folder'; readonly folder: string; readonly within: readonly SourceRow[] };

/** Places by the folder that is closed to us: one cause is one line. */
export function placesByFolder(unread: readonly SourceRow[]): readonly UnreadPlace[] {
  return [...Map.groupBy(unread, ({ closedBy, path }) => closedBy ?? `\0${path}`)].map(
    ([folder, within]): UnreadPlace => {
      const [source] = within;
      return source !== undefined && within.length === 1
        ? { kind: 'place', source }
        : { kind: 'folder', folder, within };
    },
  );
}

/** The same sentences with one for all lists of recent projects that share a fate. */
export function otherGapsTogether(inventory: Inventory): readonly string[] {
  const { gaps = [] } = inventory.completeness;
  const lists = (Object.entries(fatesOfLists) as readonly (readonly [Gap['kind'], string])[]).flatMap(
    ([kind, fate]) => {
      const alike = gaps.filter((one) => one.kind === kind);
      const names = alike.flatMap(({ parts }) => parts.slice(0, 1)).join(', ');
      return alike.length < 2 ? [] : [{ alike, text: `lists of recent projects ${fate}: those of ${names}` }];
    },
  );
  const told = new Set(lists.flatMap(({ alike }) => alike.map(({ text }) => text)));
  return [...otherGaps(inventory).filter((text) => !told.has(text)), ...lists.map(({ text }) => text)];
}

const fatesOfLists: Readonly<Partial<Record<Gap['kind'], string>>> = {
  'recent-unread': 'could not be read',
  'recent-guarded': 'need consent to be read',
};
