import type { Inventory } from '../../../scanner/model/inventory.ts';
import { worstFirst } from '../order.ts';
import { bounded } from './bounded.ts';
import { verdict, worstRisk } from './facts.ts';
import { doubtLine, isWorthALine, numbersLine, shortName } from './lines.ts';

/** Jamf extension attribute of type String. `||` separates values there, so it is never written. */
export function jamf(inventory: Inventory | null, now: Date, maxChars: number): string {
  const [open, close] = ['<result>', '</result>\n'];
  const doubt = doubtLine(inventory, now);
  const head = [
    verdict(inventory, now),
    ...(doubt === '' ? [] : [doubt]),
    ...(inventory === null ? [] : [`worst risk ${worstRisk(inventory)}`, numbersLine(inventory)]),
  ].join('; ');
  const worth = inventory === null ? [] : worstFirst(inventory).filter(isWorthALine);
  const items = worth.map((server) => xmlText(`${shortName(server)} (${server.standing} ${server.risk})`));
  const value = bounded(
    { head, items, separator: '; ', more: (left) => `+${left} more` },
    maxChars - open.length - close.length,
  );
  return `${open}${value}${close}`;
}

function xmlText(text: string): string {
  return text
    .replace(/\|{2,}/g, '|')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
