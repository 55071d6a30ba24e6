import { useVirtualizer } from '@tanstack/react-virtual';
import { type Dispatch, type KeyboardEvent, useEffect, useRef } from 'react';
import { useFocusOfScreen } from '../parts/keep-focus.ts';
import { useRem } from '../parts/use-rem.ts';
import { useText } from '../text/use-text.tsx';
import { isAscending } from './filter.ts';
import { GroupRow, ServerRow } from './server-row.tsx';
import type { Row } from './rows.ts';
import { type ServersEvent, type ServersState, steppedFrom } from './state.ts';
import { useTableSize } from '../parts/use-table-size.ts';

const ROW_REM = 2.43;

/** The table: only the rows in sight exist, so thousands cost no more than fifty. One stop for the keyboard. */
export function ServerTable({
  rows,
  index,
  state,
  tell,
  clients,
}: {
  readonly rows: readonly Row[];
  readonly index: number;
  readonly state: ServersState;
  readonly tell: Dispatch<ServersEvent>;
  readonly clients: Readonly<Record<string, string>>;
}) {
  const { text } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = Math.round(useRem() * ROW_REM);
  const pageRows = useTableSize(scroller, rowHeight);
  const words = text.servers;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The heading stands over the first row's height.
    scrollPaddingEnd: rowHeight,
  });

  useFocusOfScreen();
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => {
    if (index >= 0) {
      virtual.scrollToIndex(index, { align: 'auto' });
    }
  }, [index, virtual]);

  const go = (to: number): void => {
    const row = rows[to];
    if (row?.kind === 'server') {
      tell({ kind: 'chosen', key: row.key });
    }
  };
  const idAt = (at: number): readonly string[] => {
    const row = rows[at];
    return row?.kind === 'server' ? [row.server.id] : [];
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps(event.key, pageRows, rows.length);
    if (step !== null && !event.altKey) {
      event.preventDefault();
      const to = steppedFrom(rows, index, step);
      if (event.shiftKey) {
        tell({ kind: 'marked', servers: [...idAt(index), ...idAt(to)] });
      }
      go(to);
    } else if (event.key === ' ') {
      event.preventDefault();
      tell({ kind: 'mark-switched', servers: idAt(index) });
      go(steppedFrom(rows, index, 1));
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      tell({ kind: 'marked', servers: rows.flatMap((_, at) => idAt(at)) });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.servers-pane')?.focus();
    } else if (event.key === 'Escape' && state.marked.size > 0) {
      event.preventDefault();
      tell({ kind: 'unmarked', servers: [...state.marked] });
    }
  };

  const heading = (name: keyof typeof words.columns, sort: string | null) => (
    <div
      role="columnheader"
      className={`cell cell-${name}`}
      aria-sort={
        sort !== null && state.filter.sort === sort ? (isAscending(sort) ? 'ascending' : 'descending') : undefined
      }
    >
      {sort === null ? (
        words.columns[name]
      ) : (
        <button type="button" tabIndex={-1} className="sort" onClick={() => tell({ kind: 'filtered', part: { sort } })}>
          {words.columns[name]}
          {state.filter.sort === sort ? (isAscending(sort) ? ' ↑' : ' ↓') : ''}
        </button>
      )}
    </div>
  );

  return (
    <div
      ref={scroller}
      className="server-table"
      role="grid"
      aria-label={words.table}
      aria-rowcount={rows.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={index >= 0 ? `row-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="table-row table-head">
        <div role="columnheader" className="cell cell-mark">
          <span className="visually-hidden">{words.keys.mark}</span>
        </div>
        {heading('name', 'name')}
        {heading('identity', 'identity')}
        {heading('clients', null)}
        {heading('route', null)}
        {heading('standing', null)}
        {heading('findings', 'findings')}
        {heading('risk', '')}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index: at, start }) => {
          const row = rows[at];
          const style = { transform: `translateY(${start}px)`, height: rowHeight };
          return row === undefined ? null : row.kind === 'group' ? (
            <GroupRow key={row.key} row={row} at={at} style={style} by={state.filter.group} clients={clients} />
          ) : (
            <ServerRow
              key={row.key}
              server={row.server}
              at={at}
              style={style}
              clients={clients}
              isCurrent={at === index}
              isMarked={state.marked.has(row.server.id)}
              choose={() => tell({ kind: 'chosen', key: row.key })}
              mark={() => tell({ kind: 'mark-switched', servers: [row.server.id] })}
            />
          );
        })}
      </div>
    </div>
  );
}

function steps(key: string, page: number, all: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return 1;
    case 'ArrowUp':
    case 'k':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    case 'Home':
      return -all;
    case 'End':
      return all;
    default:
      return null;
  }
}
