import { type RefObject, useLayoutEffect, useState } from 'react';

/** How many whole rows are in sight, for stepping by pages. */
export function useTableSize(scroller: RefObject<HTMLElement | null>, rowHeight: number): number {
  const [rows, setRows] = useState(10);
  useLayoutEffect(() => {
    const node = scroller.current;
    if (node === null) {
      return undefined;
    }
    const measure = (): void => setRows(Math.max(1, Math.floor(node.clientHeight / rowHeight) - 2));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [scroller, rowHeight]);
  return rows;
}
