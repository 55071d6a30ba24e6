import { judgeAssigned } from './assigned-secret.ts';
import { isNameCharacter } from './characters.ts';
import type { SecretHit } from './rule.ts';
import { secretName } from './secret-names.ts';
import { isTyped } from './typed.ts';

/** A table whose first line is a line of headings. */
interface Table {
  readonly delimiter: string;
  readonly names: readonly string[];
  readonly rows: readonly Row[];
}

interface Row {
  readonly start: number;
  readonly cells: readonly string[];
}

const longestHead = 600;
const longestTable = 65_536;
const heading = /^[\s"'`*]*[\p{L}\w][\p{L}\w .#()/-]{0,40}[\s"'`*]*$/u;
const ruler = /^[\s|+:=-]*$/;
const endsCell = /^(?: keys?)?[\s"'`*]{0,40}(?:[,;\t|]|\r?\n)/i;

/**
 * Finds what stands under the heading that covers a place, in CSV, in columns set apart by tabs, and in tables of Markdown and of databases.
 * The heading must be a cell of its own in the first line of the table. Each table is read once. Anchors: words of names.
 */
export function makeColumnReader(text: string): (at: number) => readonly SecretHit[] {
  let known: { readonly start: number; readonly table: Table | null } | undefined;
  return (at) => {
    const end = endOfName(text, at);
    const start = endsCell.test(text.slice(end, end + 48)) ? startOfLine(text, at) : null;
    if (start === null) {
      return [];
    }
    known = known?.start === start ? known : { start, table: tableAt(text, start) };
    return known.table === null ? [] : secretsIn(known.table, text.slice(start, at));
  };
}

function secretsIn({ delimiter, names, rows }: Table, front: string): readonly SecretHit[] {
  const column = front.split(delimiter).length - 1;
  const name = names[column] ?? '';
  return secretName(name)?.strength === 'strong' ? rows.flatMap((row) => secretInRow(row, column, name)) : [];
}

function secretInRow({ start, cells }: Row, column: number, name: string): readonly SecretHit[] {
  const cell = cells[column] ?? '';
  const value = cell.replaceAll(/^[\s"'`]+|[\s"'`]+$/g, '');
  const before = cells.slice(0, column).reduce((length, one) => length + one.length + 1, 0);
  const hit =
    value === '' ? null : judgeAssigned({ name, value, start: start + before + cell.indexOf(value), quoted: true });
  return hit !== null && (hit.confidence !== 'possible' || isTyped(value)) ? [hit] : [];
}

/** All cells of the first line are short words, and the line before is none of the same form. */
function tableAt(text: string, start: number): Table | null {
  const head = text.slice(start, start + longestHead).split('\n', 1)[0] ?? '';
  const delimiter = ['|', '\t', ',', ';'].find((one) => head.includes(one));
  if (delimiter === undefined || head.length === longestHead) {
    return null;
  }
  const cells = head.split(delimiter);
  const inner = delimiter === '|' ? cells.filter((cell) => cell.trim() !== '') : cells;
  const previous =
    text
      .slice(Math.max(0, start - longestHead), Math.max(0, start - 1))
      .split('\n')
      .at(-1) ?? '';
  const isFirst = start === 0 || ruler.test(previous) || previous.split(delimiter).length !== cells.length;
  return isFirst && inner.length > 1 && inner.every((cell) => heading.test(cell))
    ? {
        delimiter,
        names: cells.map((cell) => cell.replaceAll(/[\s"'`*]+/g, ' ').trim()),
        rows: rowsBelow(text, start + head.length + 1, delimiter, cells.length),
      }
    : null;
}

function rowsBelow(text: string, start: number, delimiter: string, columns: number): readonly Row[] {
  const rows: Row[] = [];
  const limit = Math.min(text.length, start + longestTable);
  let from = start;
  while (from < limit) {
    const lineEnd = text.indexOf('\n', from);
    const to = lineEnd === -1 ? limit : Math.min(limit, lineEnd);
    const line = text.slice(from, to);
    const cells = line.split(delimiter);
    if (cells.length === columns) {
      rows.push({ start: from, cells });
    } else if (!ruler.test(line)) {
      break;
    }
    from = to + 1;
  }
  return rows;
}

function endOfName(text: string, at: number): number {
  let end = at;
  while (end < text.length && end - at < 60 && isNameCharacter(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

/** Null where the line is too long for a heading. */
function startOfLine(text: string, at: number): number | null {
  const from = Math.max(0, at - longestHead);
  const before = text.slice(from, at).lastIndexOf('\n');
  return before === -1 ? (from === 0 ? 0 : null) : from + before + 1;
}
