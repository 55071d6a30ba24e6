import type { Inventory } from '../../../scanner/model/inventory.ts';
import { bounded } from './bounded.ts';
import { verdict, worstRisk } from './facts.ts';
import { doubtLine, numbersLine, problemLines } from './lines.ts';

/**
 * Intune remediation, detection half: exit code 1 means that there is a problem or that nobody knows, 0 that there is
 * none. The same laptop gives the same text on any day, because every change of it is uploaded.
 */
export function remediation(
  inventory: Inventory | null,
  now: Date,
  maxChars: number,
): { readonly text: string; readonly exitCode: 0 | 1 } {
  const found = verdict(inventory, now);
  const sentence = [
    ...(inventory === null ? [] : [`worst risk ${worstRisk(inventory)}`, numbersLine(inventory)]),
    doubtLine(inventory, now),
  ];
  const text = bounded(
    {
      head: `${found}: ${sentence.filter((part) => part !== '').join('; ')}`,
      items: inventory === null ? [] : problemLines(inventory),
      separator: '\n',
      more: (left) => `${left} more left out`,
    },
    maxChars - 1,
  );
  return { text: `${text}\n`, exitCode: found === 'ok' ? 0 : 1 };
}
