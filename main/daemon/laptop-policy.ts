import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyHere } from '../../policy/bundle/policy-here.ts';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import type { Catalogue } from '../../policy/catalogue/catalogue.ts';
import type { Machine } from '../../scanner/machine.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';

/** What a policy means for a scan: which catalogue counts, and what the inventory says of it. */
export interface LaptopPolicy {
  readonly catalogue: Catalogue;
  readonly field: Inventory['policy'];
}

/** The policy of a laptop as far as a scan needs it. Most have none, and their scans do not wait for what reads one. */
export async function laptopPolicy(
  { machine, stateFolder, now }: { readonly machine: Machine; readonly stateFolder: string; readonly now: Date },
  own: Catalogue,
  hasCatalogue: boolean,
): Promise<LaptopPolicy> {
  const administrators = machineFolder(process.platform, machine.env);
  const signs = [
    ...['active', 'previous', 'seen.json', 'trust.json'].map((name) => join(stateFolder, 'policy', name)),
    join(administrators, 'policy-trust.json'),
  ];
  if (!signs.some((path) => existsSync(path))) {
    return { catalogue: own, field: withoutPolicy(hasCatalogue) };
  }
  const { countedCatalogue, policyHere } = await import('../../policy/bundle/policy-here.ts');
  const here = policyHere(stateFolder, administrators, now);
  return { catalogue: countedCatalogue(here, own), field: fieldOf(here, hasCatalogue) };
}

function withoutPolicy(hasCatalogue: boolean): Inventory['policy'] {
  return {
    source: hasCatalogue ? 'local' : 'none',
    version: 0,
    mode: 'monitor',
    state: hasCatalogue ? 'in-force' : 'missing',
  };
}

function fieldOf(here: PolicyHere, hasCatalogue: boolean): Inventory['policy'] {
  if (here.kind === 'none') {
    return withoutPolicy(hasCatalogue);
  }
  const source = here.trust.from === 'default' ? 'local' : 'managed';
  if (here.kind === 'missing') {
    return { source, version: 0, mode: here.mode, state: 'missing' };
  }
  const { loaded, staleSince } = here.verified;
  return { source, version: loaded.bundle.version, mode: here.mode, state: staleSince === null ? 'in-force' : 'stale' };
}
