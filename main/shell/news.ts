import type { ActivityRow } from '../contract/activity.ts';
import type { AskGroup } from '../contract/approvals.ts';
import type { FindingSeen } from '../contract/events.ts';
import type { ChangeNote } from '../contract/overview.ts';
import type { ServerLine } from '../contract/servers.ts';
import { visible } from '../contract/visible.ts';
import type { Notice } from './notice-budget.ts';
import type { NoticeWords } from './words.ts';

/** That an agent waits for a person's answer. */
export function askNotice({ id, agent, tool, server, asks }: AskGroup, words: NoticeWords): Notice {
  return {
    kind: 'ask',
    key: askKey(id),
    title: words.ask(short(agent.client), short(tool.name), short(server.name)),
    place: 'approvals',
    count: asks.length,
  };
}

export function askKey(group: string): string {
  return `ask ${group}`;
}

/** One notice of all calls that were denied together. What a person has just denied is no news. */
export function blockedNotice(rows: readonly ActivityRow[], words: NoticeWords): Notice | null {
  const blocked = rows.filter(
    ({ kind, effect, reasons }) => kind === 'decision' && effect === 'deny' && !reasons.includes('approval/denied'),
  );
  const [newest] = blocked;
  if (newest === undefined) {
    return null;
  }
  const about = new Set(blocked.map(({ client, server, tool }) => JSON.stringify([client, server, tool])));
  const { client, server, tool, method, segment, seq } = newest;
  return {
    kind: 'blocked',
    key: `blocked ${[...about].toSorted().join(' ')}`,
    title:
      about.size === 1
        ? words.blocked(short(client), short(tool ?? method), short(server), blocked.length)
        : words.blockedMany(blocked.length),
    place: about.size === 1 ? `activity/${encodeURIComponent(segment)}/${seq}` : 'activity',
    count: blocked.length,
  };
}

/** One notice of all servers whose tools are described differently now. @param rows findings about pins */
export function toolsNotice(rows: readonly ActivityRow[], words: NoticeWords): Notice | null {
  const servers = new Map(rows.flatMap((row) => (row.server === null ? [] : [[row.server, row.serverId]])));
  const [first] = servers;
  if (first === undefined) {
    return null;
  }
  const names = [...servers.keys()];
  const [, id] = first;
  return {
    kind: 'tools-changed',
    key: `tools ${names.toSorted().join(' ')}`,
    title: words.toolsChanged(names.map(short)),
    place: names.length === 1 && id !== null ? `servers/${id}` : 'servers',
    count: names.length,
  };
}

/** One notice of all that inspection found together. What is said of pins is told as a change of tools. */
export function foundNotice(all: readonly FindingSeen[], words: NoticeWords): Notice | null {
  const found = all.filter(({ rules }) => rules.some(isNotOfPins));
  const places = Map.groupBy(found, ({ server, about }) => JSON.stringify([server, about]));
  const [first] = found;
  if (first === undefined) {
    return null;
  }
  if (places.size > 1) {
    return {
      kind: 'found',
      key: `found ${[...places.keys()].toSorted().join(' ').slice(0, 10_000)}`,
      title: words.foundMany(places.size),
      place: 'activity',
      count: places.size,
    };
  }
  const { server, serverId, about } = first;
  const rules = new Set(found.flatMap((one) => one.rules.filter(isNotOfPins)));
  return {
    kind: 'found',
    key: `found ${JSON.stringify([server, about, [...rules].toSorted()])}`,
    title: words.found(short(server), short(about)),
    place: serverId === null ? 'activity' : `servers/${serverId}`,
    count: 1,
  };
}

function isNotOfPins(rule: string): boolean {
  return !rule.startsWith('pin/');
}

/** One notice of each config that lost its guard, for all of its servers; none of what is no loss. */
export function driftNotices(notes: readonly ChangeNote[], words: NoticeWords): readonly Notice[] {
  const losses = notes.filter(isLoss);
  return [...Map.groupBy(losses, ({ path }) => path)].map(([path, ofFile]): Notice => {
    const names = [...new Set(ofFile.map(({ server }) => server ?? path))];
    const client = ofFile[0]?.client ?? null;
    return {
      kind: 'drift',
      key: `drift ${path} ${names.toSorted().join(' ')}`,
      title: words.drift(names.map(short)),
      place: client === null ? 'clients' : `clients/${client}`,
      count: names.length,
    };
  });
}

type Loss = Extract<ChangeNote, { readonly detail: unknown }>;

function isLoss(note: ChangeNote): note is Loss {
  return note.kind === 'drift' || note.kind === 'client-removed' || note.kind === 'left-alone';
}

/** One notice of all servers that came with the last scan and that nobody approved. */
export function newServersNotice(servers: readonly ServerLine[], words: NoticeWords): Notice | null {
  const fresh = servers.filter(({ change, standing }) => change === 'new' && standing === 'shadow');
  const [first] = fresh;
  return first === undefined
    ? null
    : {
        kind: 'new-server',
        key: `new ${fresh
          .map(({ id }) => id)
          .toSorted()
          .join(' ')}`,
        title: words.newServers(fresh.map(({ id, names }) => short(names[0] ?? id))),
        place: fresh.length === 1 ? `servers/${first.id}` : 'servers',
        count: fresh.length,
      };
}

/** Names come from servers: none hides anything, none fills the screen, and none is markup, which desktops of Linux follow. */
function short(name: string | null): string {
  return visible(name ?? '?')
    .slice(0, 80)
    .replaceAll('<', '‹')
    .replaceAll('>', '›');
}
