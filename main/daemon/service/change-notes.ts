import type { ChangeNote } from '../../contract/overview.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import type { WatchEvent } from '../watch/event-log.ts';

const MOST = 200;

/** What changed since a time, newest first: servers as the last scan tells, files as the watch saw them. */
export function changesSince(
  since: string | null,
  inventory: Inventory | null,
  events: readonly WatchEvent[],
  tilde: (text: string) => string,
): readonly ChangeNote[] {
  const notes = [...serverNotes(inventory), ...events.flatMap((event) => watchNote(event, tilde))];
  return notes
    .filter(({ at }) => since === null || at > since)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST);
}

/** One event of the watch as a note; none for what the scan tells better. */
export function watchNote(
  { at, kind, path, client, server, detail }: WatchEvent,
  tilde: (text: string) => string,
): readonly ChangeNote[] {
  const shown = tilde(path);
  switch (kind) {
    case 'guard-gone':
      return [{ at, kind: 'drift', path: shown, client, server, scope: null, detail }];
    case 'client-removed':
    case 'staged-made':
    case 'overlay-withdrawn':
    case 'first-start-worked':
    case 'first-start-failed':
    case 'routed-again':
    case 'left-alone':
    case 'restored':
    case 'guarded':
      return [{ at, kind, path: shown, client, server, scope: null, detail }];
    case 'file-malformed':
    case 'file-gone':
      return [{ at, kind, path: shown, client }];
    case 'too-many':
    case 'server-new':
    case 'server-gone':
    case 'server-changed':
      return [];
  }
}

function serverNotes(inventory: Inventory | null): readonly ChangeNote[] {
  if (inventory === null) {
    return [];
  }
  const kinds = { new: 'server-new', changed: 'server-changed', gone: 'server-gone' } as const;
  const { servers, collectedAt } = inventory;
  const firstScan = servers.reduce((least, { firstSeen }) => (firstSeen < least ? firstSeen : least), collectedAt);
  return servers.flatMap(({ id, names, change, firstSeen }): readonly ChangeNote[] => {
    const about = { server: id, name: names[0] ?? id };
    if (change !== 'seen') {
      return [{ at: collectedAt, kind: kinds[change], ...about }];
    }
    // A later scan makes nothing less new; with the first one everything was.
    return firstSeen > firstScan ? [{ at: firstSeen, kind: 'server-new', ...about }] : [];
  });
}
