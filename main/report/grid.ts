import type { Paint } from './ink.ts';
import { displayWidth, wrap } from './width.ts';

/** One cell of a row. The text holds no control characters; it is painted after it was measured. */
export interface Cell {
  readonly text: string;
  readonly paint: Paint;
}

const gap = '  ';
const mostCellLines = 3;

/** One row of a table as lines: cells are wrapped to their column's width and stand two spaces apart. */
export function gridRow(cells: readonly Cell[], widths: readonly number[]): readonly string[] {
  const columns = cells.map(({ text, paint }, at) => {
    const width = widths[at] ?? 0;
    return { width, paint, lines: wrap(text, width, mostCellLines) };
  });
  const height = Math.max(1, ...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ width, paint, lines }) => paint(lines[line] ?? '') + ' '.repeat(width - displayWidth(lines[line] ?? '')))
      .join(gap)
      .trimEnd(),
  );
}

/** Text under an indent, with every further line under the first; `lead` stands before the first line only. */
export function hanging(lead: Cell, body: Cell, columns: number, mostLines = mostCellLines): readonly string[] {
  const indent = displayWidth(lead.text);
  const lines = wrap(body.text, Math.max(1, columns - indent), mostLines);
  return (lines.length === 0 && lead.text.trim() !== '' ? [''] : lines).map((line, at) =>
    ((at === 0 ? lead.paint(lead.text) : ' '.repeat(indent)) + body.paint(line)).trimEnd(),
  );
}

/**
 * Widths for columns that want `wanted` cells but may use only `available` together, gaps included: each gets what it
 * wants as long as nobody else must shrink below an equal share.
 */
export function shareWidths(wanted: readonly number[], available: number): readonly number[] {
  const room = available - gap.length * (wanted.length - 1);
  const widths = wanted.map(() => 0);
  let left = room;
  const narrowestFirst = wanted.map((width, at) => ({ width, at })).toSorted((a, b) => a.width - b.width);
  for (const [settled, { width, at }] of narrowestFirst.entries()) {
    const share = Math.max(1, Math.min(width, Math.floor(left / (wanted.length - settled))));
    widths[at] = share;
    left -= share;
  }
  return widths;
}
