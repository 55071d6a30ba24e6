import { useVirtualizer } from '@tanstack/react-virtual';
import { type Dispatch, type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { ActivityRow } from '../../main/contract/activity.ts';
import { useFocusOfScreen } from '../parts/keep-focus.ts';
import { useTableSize } from '../parts/use-table-size.ts';
import { useRem } from '../parts/use-rem.ts';
import { useText } from '../text/use-text.tsx';
import { ActivityLine } from './activity-line.tsx';
import type { ActivityEvent } from './state.ts';
import { toolsOfCalls } from './tools-of-calls.ts';

const ROW_REM = 2.15;

/** The records as a table: only rows in sight exist, and older ones are asked for when the end comes near. */
export function ActivityTable({
  rows,
  current,
  tell,
  older,
}: {
  readonly rows: readonly ActivityRow[];
  readonly current: { readonly segment: string; readonly seq: number } | null;
  readonly tell: Dispatch<ActivityEvent>;
  readonly older: () => void;
}) {
  const { text } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = Math.round(useRem() * ROW_REM);
  const page = useTableSize(scroller, rowHeight);
  const words = text.activity.columns;
  const index = rows.findIndex(({ segment, seq }) => segment === current?.segment && seq === current.seq);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (at) => rows[at]?.at ?? at,
    overscan: 20,
    // The heading stands over the first row's height.
    scrollPaddingEnd: rowHeight,
  });
  const toolOf = useMemo(() => toolsOfCalls(rows), [rows]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 50) {
      older();
    }
  }, [last, rows.length, older]);
  useFocusOfScreen();
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useEffect(() => {
    if (index >= 0) {
      virtual.scrollToIndex(index, { align: 'auto' });
    }
    // Rows that come in above must not move what a person has scrolled to.
  }, [current, virtual]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = target(event.key, index, page, rows.length - 1);
    const row = to === null ? undefined : rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (row !== undefined && !event.altKey) {
      event.preventDefault();
      tell({ kind: 'looked-at', at: row.at });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.story')?.focus();
    }
  };

  return (
    <div
      ref={scroller}
      className="server-table activity-table"
      role="grid"
      aria-label={text.activity.table}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={index >= 0 ? `record-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="table-row table-head">
        {Object.entries(words).map(([name, title]) => (
          <div key={name} role="columnheader" className={`cell cell-${name}`}>
            {title}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index: at, key, start }) => {
          const row = rows[at];
          return row === undefined ? null : (
            <ActivityLine
              key={key}
              row={row}
              tool={toolOf(row)}
              at={at}
              start={start}
              height={rowHeight}
              isCurrent={at === index}
              look={() => tell({ kind: 'looked-at', at: row.at })}
            />
          );
        })}
      </div>
    </div>
  );
}

function target(key: string, index: number, page: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return index + 1;
    case 'ArrowUp':
    case 'k':
      return index - 1;
    case 'PageDown':
      return index + page;
    case 'PageUp':
      return index - page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
