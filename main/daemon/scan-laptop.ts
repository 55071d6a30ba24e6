import { type Gap, gap } from '../../scanner/model/gap.ts';
import { join } from 'node:path';
import { type Catalogue, emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { Machine } from '../../scanner/machine.ts';
import type { ClientId } from '../../scanner/model/ids.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { machineOf } from '../machine.ts';
import { accounts } from './accounts.ts';
import { readAdvisories } from '../../scanner/advisory-files.ts';
import { fingerprintWith } from '../../scanner/detect/secrets/fingerprint.ts';
import { readCatalogue } from './catalogue-file.ts';
import { thisDevice, thisUser } from './device.ts';
import { fingerprintSalt } from './fingerprint-salt.ts';
import { judgeBy } from './judge.ts';
import { laptopPolicy } from './laptop-policy.ts';
import { scanHome } from './scan-home.ts';
import { openStore } from './store.ts';

export interface LaptopScan {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly now: Date;
  readonly allUsers: boolean;
  readonly mayReadGuarded: boolean;
  readonly projects: readonly string[];
  readonly only: ClientId | null;
  /** A catalogue with a fault ends the scan, or the last good one counts and the inventory says so. */
  readonly onFaultyCatalogue: 'fail' | 'last-good';
  /** Told how far the scan of a home is, in steps. */
  readonly onStep?: (done: number, total: number) => void;
}

export interface LaptopInventory {
  readonly inventories: readonly Inventory[];
  /** What the person should know beside the result, such as a state folder that can not be written. */
  readonly notes: readonly string[];
}

/** Scans this person's home, or every home, with the local catalogue and everything remembered from earlier scans. */
export async function scanLaptop(request: LaptopScan): Promise<LaptopInventory> {
  const { machine, stateFolder, now } = request;
  const own = await catalogueForScan(request);
  const policy = await laptopPolicy(request, own.catalogue, own.isThere);
  const { advisories, notes } = await readAdvisories(stateFolder);
  const opened = openStore(stateFolder);
  // Never closed: closing writes the log back and waits for the disk, which takes longer than the rest of a scan. What was
  // written is safe in the log, and whoever opens the store next goes on from there.
  const store = opened.kind === 'open' ? opened.store : null;
  const people = request.allUsers ? everyone(machine) : [{ machine, user: thisUser(machine) }];
  const fingerprint = fingerprintWith(fingerprintSalt(stateFolder, store !== null));
  const inventories: Inventory[] = [];
  for (const person of people) {
    inventories.push(
      await scanHome({
        ...request,
        ...person,
        stateFolder: person.machine.home === machine.home ? stateFolder : join(person.machine.home, '.sallyport'),
        store,
        advisories,
        judge: judgeBy(policy.catalogue, now),
        device: thisDevice(machine, stateFolder, store !== null),
        fingerprint,
        policy: policy.field,
        gaps: [...own.gaps, ...notes.map((text) => gap('advisories-left-out', text))],
      }),
    );
  }
  const faults = store?.faults() ?? [];
  return {
    inventories,
    notes: [...(opened.note === null ? [] : [opened.note]), ...faults, ...own.gaps.map(({ text }) => text), ...notes],
  };
}

interface OwnCatalogue {
  readonly catalogue: Catalogue;
  readonly isThere: boolean;
  readonly gaps: readonly Gap[];
}

/** The person's catalogue; where it can not be read the scan goes on without it, and lacks what it says. */
async function catalogueForScan({ stateFolder, onFaultyCatalogue }: LaptopScan): Promise<OwnCatalogue> {
  try {
    const { catalogue, text } = await readCatalogue(stateFolder);
    return { catalogue, isThere: text !== '', gaps: [] };
  } catch (error) {
    if (!(error instanceof SallyportError)) {
      throw error;
    }
    if (error.code === 'STORE_UNREADABLE') {
      const text = `${error.message}: which servers are approved or banned is not known`;
      return { catalogue: emptyCatalogue, isThere: false, gaps: [gap('catalogue-unread', text)] };
    }
    if (error.code === 'CATALOGUE_INVALID' && onFaultyCatalogue === 'last-good') {
      const { catalogueInForce } = await import('./catalogue-in-force.ts');
      const { catalogue } = await catalogueInForce(stateFolder);
      const text = `${error.message}; which servers are approved or banned is shown by the last good one`;
      return { catalogue, isThere: true, gaps: [gap('catalogue-unread', text)] };
    }
    throw error;
  }
}

function everyone(own: Machine): readonly { readonly machine: Machine; readonly user: Inventory['user'] }[] {
  if (own.userId !== null && own.userId !== 0) {
    throw new SallyportError({
      code: 'NEEDS_ROOT',
      message: 'looking at every home needs root',
      remedy: 'Run `sudo sallyport scan --all-users`, or leave `--all-users` out to look at your own.',
    });
  }
  return accounts(own).map(({ name, id, home }) => ({
    machine: machineOf(home, id, own),
    user: { name, id: String(id ?? name) },
  }));
}
