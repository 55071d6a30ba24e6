import { filterOfQuery, noFilter, type ServerFilter } from './filter.ts';
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

/** @param rest what the address says: an id, or `?` and a filter */
export function startOf(rest: string): ServersState {
  return rest.startsWith('?')
    ? { filter: filterOfQuery(rest.slice(1)), current: null, marked: new Set() }
    : { filter: noFilter, current: rest === '' ? null : ` ${rest}`, marked: new Set() };
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
  const chosen = rows.findIndex((row) => row.kind === 'server' && row.key === current);
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
