import type { ServerLine, ServerList } from '../../main/contract/servers.ts';
import type { Severity } from '../../scanner/model/finding.ts';

/** What the table shows and how. An empty text asks nothing. */
export interface ServerFilter {
  readonly text: string;
  readonly standing: string;
  /** At least so risky. */
  readonly risk: string;
  readonly client: string;
  readonly route: string;
  readonly change: string;
  readonly group: string;
  readonly sort: string;
}

export const noFilter: ServerFilter = {
  text: '',
  standing: '',
  risk: '',
  client: '',
  route: '',
  change: '',
  group: '',
  sort: '',
};

/** The views that are always there, as they stand in an address. */
export const shippedViews = {
  all: '',
  decide: 'standing=shadow',
  risky: 'risk=high',
  open: 'route=direct',
  news: 'change=news',
} as const;

/** In the order of the columns; the first, by risk, is the usual one. */
const sorts = ['', 'name', 'identity', 'findings'] as const;

/** The order that comes after another, for whoever has no pointer to click on a heading. */
export function nextSort(sort: string): string {
  return sorts[(sorts.findIndex((one) => one === sort) + 1) % sorts.length] ?? '';
}

/** Whether the least comes first. */
export function isAscending(sort: string): boolean {
  return sort === 'name' || sort === 'identity';
}

const order: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** A filter as it stands in an address, and as a saved view keeps it. */
export function filterToQuery(filter: ServerFilter): string {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
}

export function filterOfQuery(query: string): ServerFilter {
  const given = new URLSearchParams(query);
  return Object.fromEntries(Object.keys(noFilter).map((name) => [name, given.get(name) ?? ''])) as Record<
    keyof ServerFilter,
    string
  >;
}

/** The servers a filter lets through, in its order. Those that are gone show only when asked for. */
export function filtered({ servers, clients }: ServerList, filter: ServerFilter): readonly ServerLine[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = servers.filter(
    (server) =>
      (filter.standing === '' || server.standing === filter.standing) &&
      (filter.risk === '' || order.indexOf(server.risk) >= order.indexOf(filter.risk as Severity)) &&
      (filter.client === '' || server.clients.includes(filter.client)) &&
      (filter.route === '' || server.routes.some((route) => route === filter.route)) &&
      isOfChange(server, filter.change) &&
      (words.length === 0 || hasAll(server, clients, words)),
  );
  return sorted(shown, filter.sort);
}

function isOfChange({ change }: ServerLine, wanted: string): boolean {
  switch (wanted) {
    case '':
      return change !== 'gone';
    case 'news':
      return change === 'new' || change === 'changed';
    default:
      return change === wanted;
  }
}

function hasAll(
  { names, identity, clients }: ServerLine,
  clientNames: ServerList['clients'],
  words: readonly string[],
): boolean {
  const text = [...names, identity, ...clients, ...clients.map((id) => clientNames[id] ?? '')].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function sorted(servers: readonly ServerLine[], sort: string): readonly ServerLine[] {
  switch (sort) {
    case 'name':
      return servers.toSorted((a, b) => compare(a.names[0] ?? '', b.names[0] ?? ''));
    case 'identity':
      return servers.toSorted((a, b) => compare(a.identity, b.identity));
    case 'findings':
      return servers.toSorted((a, b) => findingsOf(b) - findingsOf(a));
    default:
      return servers;
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: string, b: string): number {
  return collator.compare(a, b);
}

export function findingsOf({ findings }: ServerLine): number {
  return findings.low + findings.medium + findings.high + findings.critical;
}
