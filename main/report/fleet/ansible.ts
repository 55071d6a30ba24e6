import type { Inventory } from '../../../scanner/model/inventory.ts';
import { asciiJson } from '../ascii.ts';
import { countNames } from './facts.ts';
import { fleetScalars, fleetScalarNames } from './scalars.ts';
import type { ScalarName } from './scalars.ts';

/** A JSON fact: the scalars with `_` in their names and their own types; unknown numbers are -1. */
export function ansibleFact(inventory: Inventory | null, now: Date): string {
  const scalars = fleetScalars(inventory, now);
  const fact = Object.fromEntries(
    fleetScalarNames.map((name) => [name.replaceAll('-', '_'), typed(name, scalars[name])]),
  );
  return `${asciiJson(JSON.stringify(fact))}\n`;
}

const numbers: ReadonlySet<ScalarName> = new Set([...countNames, 'scan-age-days', 'policy-version']);

function typed(name: ScalarName, value: string): string | number | boolean {
  if (name === 'complete') {
    return value === 'true';
  }
  return numbers.has(name) ? Number(value) : value;
}
