import type { Inventory } from '../../../scanner/model/inventory.ts';
import { counts, fleetStatus, verdict, worstRisk } from './facts.ts';

/** Words and numbers only: some collectors drop a value that holds any of `/ \ " * : ; < > ? |`. */
export function token(inventory: Inventory | null, now: Date): string {
  const status = fleetStatus(inventory, now);
  const words = [verdict(inventory, now), status === 'never-scanned' ? status : `scan-${status}`];
  if (inventory === null) {
    return `${words.join(' ')}\n`;
  }
  const number = counts(inventory);
  return `${[
    ...words,
    `worst-${worstRisk(inventory)}`,
    `servers-${number.servers}`,
    `malicious-${number['malicious-servers']}`,
    `banned-${number['banned-servers']}`,
    `shadow-${number['shadow-servers']}`,
    `unidentified-${number['unidentified-servers']}`,
    `findings-${number['open-findings']}`,
  ].join(' ')}\n`;
}
