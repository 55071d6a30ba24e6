import { filterOfQuery, filterToQuery, type ServerFilter } from './filter.ts';
import type { Row } from './rows.ts';

export interface ServersState {
  readonly filter: ServerFilter;
  /** Key of the row that is looked at; null: the first. */
  readonly current: string | null;
  /** Ids of servers that the next action is about. */
  readonly marked: ReadonlySet<string>;
}

export type ServersEvent =
  | { readonly kind: 'filtered'; readonly part: Partial<ServerFilter> }
  | { readonly kind: 'viewed'; readonly query: string }
  | { readonly kind: 'chosen'; readonly key: string }
  | { readonly kind: 'mark-switched'; readonly servers: readonly string[] }
  | { readonly kind: 'marked'; readonly servers: readonly string[] }
  | { readonly kind: 'unmarked'; readonly servers: readonly string[] };

/** @param rest what the address says: an id, a filter behind `?`, or both */
export function startOf(rest: string): ServersState {
  const [id = '', query = ''] = rest.split('?');
  return { filter: filterOfQuery(query), current: id === '' ? null : ` ${id}`, marked: new Set() };
}

/** What `startOf` begins with what is looked at now. @param current id of a server; null while none was chosen */
export function restOf(filter: ServerFilter, current: string | null): string {
  const query = filterToQuery(filter);
  return `${current ?? ''}${query === '' ? '' : `?${query}`}`;
}

export function afterEvent(state: ServersState, event: ServersEvent): ServersState {
  switch (event.kind) {
    case 'filtered':
      return { ...state, filter: { ...state.filter, ...event.part }, current: null };
    case 'viewed':
      return { filter: filterOfQuery(event.query), current: null, marked: new Set() };
    case 'chosen':
      return { ...state, current: event.key };
    case 'mark-switched': {
      const marked = new Set(state.marked);
      event.servers.forEach((server) => (marked.has(server) ? marked.delete(server) : marked.add(server)));
      return { ...state, marked };
    }
    case 'marked':
      return { ...state, marked: new Set([...state.marked, ...event.servers]) };
    case 'unmarked':
      return { ...state, marked: new Set([...state.marked].filter((server) => !event.servers.includes(server))) };
  }
}

/** The row that is looked at: the chosen one while it is shown, else the first server. -1 when there is none. */
export function currentIndex(rows: readonly Row[], current: string | null): number {
  // An address names a server without its group.
  const chosen = rows.findIndex(
    ({ kind, key }) => kind === 'server' && current !== null && (key === current || key.endsWith(current)),
  );
  return chosen === -1 ? rows.findIndex(({ kind }) => kind === 'server') : chosen;
}

/** The server row reached from one by some steps; groups are stepped over, and the ends hold. */
export function steppedFrom(rows: readonly Row[], index: number, steps: number): number {
  const direction = Math.sign(steps);
  let at = index;
  let left = Math.abs(steps);
  for (let next = index + direction; left > 0 && next >= 0 && next < rows.length; next += direction) {
    if (rows[next]?.kind === 'server') {
      at = next;
      left -= 1;
    }
  }
  return at;
}
