import type { Finding } from '../../scanner/model/finding.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';

/** Where else, in this inventory, the secret of a finding stands. */
export function sameSecret(inventory: Inventory, finding: Finding): readonly Finding[] {
  const { fingerprint } = finding;
  if (fingerprint === undefined) {
    return [];
  }
  const others = inventory.servers
    .flatMap(({ findings }) => findings)
    .filter((other) => other.fingerprint === fingerprint && placeOf(other) !== placeOf(finding));
  return [...new Map(others.map((other) => [placeOf(other), other])).values()];
}

function placeOf({ source, where }: Finding): string {
  return `${source ?? ''}\0${where}`;
}
