import { visible } from '../contract/visible.ts';

/** A field of a table, quoted. A spreadsheet must not take it for a formula, and a terminal not for orders. */
export function csvField(text: string): string {
  const shown = visible(text);
  const isFormula = /^[=+\-@\t\r\n]/.test(text) || /^[=+\-@]/.test(shown.trimStart().normalize('NFKC'));
  return `"${(isFormula ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}
