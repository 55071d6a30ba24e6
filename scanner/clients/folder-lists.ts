import { at, isRecord } from '../formats/document.ts';

/** Reads folders from the keys of one map in a client's state. */
export function keysUnder(...path: readonly string[]): (document: unknown) => readonly string[] {
  return (document) => {
    const map = at(document, path);
    return isRecord(map) ? Object.keys(map) : [];
  };
}

/** Reads folders from lists of text; several spellings of one list are all looked at. */
export function listsUnder(...keys: readonly string[]): (document: unknown) => readonly string[] {
  return (document) => keys.flatMap((key) => texts(at(document, [key])));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Reads folders from a column of a database's rows; one cell may hold several, with these signs between them. */
export function column(name: string, between?: string): (rows: unknown) => readonly string[] {
  return (rows) =>
    (Array.isArray(rows) ? rows : []).flatMap((row) => {
      const cell = at(row, [name]);
      return typeof cell !== 'string' ? [] : between === undefined ? [cell] : cell.split(between);
    });
}
