import type { ActivityPage, ActivityRow } from '../../main/contract/activity.ts';
import type { WireFailure } from '../../main/contract/api.ts';
import { type ActivityChoice, choiceOfQuery, noChoice } from './filter.ts';

export interface ActivityState {
  readonly choice: ActivityChoice;
  readonly isLive: boolean;
  readonly list: RowsState;
  /** The record that is looked at, by its place in the store. */
  readonly current: number | null;
}

/** Rows, newest first, as far as they were asked for. */
export type RowsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: WireFailure }
  | {
      readonly kind: 'here';
      readonly rows: readonly ActivityRow[];
      readonly next: number | null;
      readonly isFetching: boolean;
      /** Why no newer or older ones are here; null when the last question was answered. */
      readonly stale: WireFailure | null;
    };

export type ActivityEvent =
  | { readonly kind: 'chosen'; readonly part: Partial<ActivityChoice> }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'live'; readonly isLive: boolean }
  | { readonly kind: 'newest'; readonly page: ActivityPage }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'older'; readonly page: ActivityPage }
  | { readonly kind: 'failed'; readonly error: WireFailure }
  | { readonly kind: 'looked-at'; readonly at: number };

export const atStart: ActivityState = { choice: noChoice, isLive: true, list: { kind: 'loading' }, current: null };

/** @param query a choice as it stands in an address */
export function startOf(query: string): ActivityState {
  return { ...atStart, choice: choiceOfQuery(query) };
}

export function afterEvent(state: ActivityState, event: ActivityEvent): ActivityState {
  switch (event.kind) {
    case 'chosen':
      return { ...state, choice: { ...state.choice, ...event.part }, list: { kind: 'loading' }, current: null };
    case 'cleared':
      return { ...state, choice: noChoice, list: { kind: 'loading' }, current: null };
    case 'live':
      return { ...state, isLive: event.isLive };
    case 'newest':
      return { ...state, list: withNewest(state.list, event.page) };
    case 'fetching':
      return state.list.kind === 'here' ? { ...state, list: { ...state.list, isFetching: true } } : state;
    case 'older':
      return { ...state, list: withOlder(state.list, event.page) };
    case 'failed':
      return { ...state, list: withFailure(state.list, event.error) };
    case 'looked-at':
      return { ...state, current: event.at };
  }
}

/** New records go before those that are here; when there are more between, the page stands alone. */
function withNewest(list: RowsState, { rows, next }: ActivityPage): RowsState {
  const newest = list.kind === 'here' ? list.rows[0] : undefined;
  const known = newest === undefined ? -1 : rows.findIndex(({ at }) => at === newest.at);
  return list.kind === 'here' && known !== -1
    ? { ...list, rows: [...rows.slice(0, known), ...list.rows], stale: null }
    : { kind: 'here', rows, next, isFetching: false, stale: null };
}

/** A page that was asked for before the list began anew is not the one that comes next. */
function withOlder(list: RowsState, { rows, next }: ActivityPage): RowsState {
  const oldest = list.kind === 'here' ? list.rows.at(-1) : undefined;
  const first = rows[0];
  if (list.kind !== 'here' || (oldest !== undefined && first !== undefined && first.at >= oldest.at)) {
    return list;
  }
  return { kind: 'here', rows: [...list.rows, ...rows], next, isFetching: false, stale: null };
}

/** What was read stays, and says why there is no more of it. */
function withFailure(list: RowsState, error: WireFailure): RowsState {
  return list.kind === 'here' ? { ...list, isFetching: false, stale: error } : { kind: 'failed', error };
}
