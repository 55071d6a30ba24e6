import type { Advisories } from '../../scanner/identity/advisories.ts';
import { clients as allClients } from '../../scanner/clients/all.ts';
import type { Machine } from '../../scanner/machine.ts';
import type { ClientId } from '../../scanner/model/ids.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { realFiles } from '../../scanner/real-files.ts';
import { scan } from '../../scanner/scan.ts';
import type { Judge } from '../../scanner/servers.ts';
import { toolVersion } from '../version.ts';
import { diskOf } from './local-disks.ts';
import type { Store } from './store.ts';

export interface HomeScan {
  readonly machine: Machine;
  readonly user: Inventory['user'];
  readonly device: Inventory['device'];
  readonly judge: Judge;
  readonly policy: Inventory['policy'];
  readonly advisories: Advisories;
  /** Null: nothing is remembered, so everything is new. */
  readonly store: Store | null;
  readonly now: Date;
  readonly mayReadGuarded: boolean;
  readonly projects: readonly string[];
  /** Only this client; such a scan is not remembered, since it says nothing about the others. */
  readonly only: ClientId | null;
}

/** Scans one home and remembers the result. */
export async function scanHome(request: HomeScan): Promise<Inventory> {
  const { machine, store, only } = request;
  const { home } = machine;
  const history =
    store === null || only !== null
      ? { last: null, firstSeen: new Map<string, string>() }
      : { last: store.lastInventory(home), firstSeen: store.firstSeen(home) };
  const inventory = await scan({
    ...request,
    clients: only === null ? allClients : allClients.filter(({ id }) => id === only),
    files: realFiles({
      userId: machine.userId,
      disk: await diskOf(machine.os),
      hashes: store?.hashes ?? new Map<string, string>(),
    }),
    history,
    about: {
      tool: { name: 'sallyport', version: toolVersion, advisories: request.advisories.date },
      device: request.device,
      user: request.user,
      policy: request.policy,
    },
  });
  if (only === null) {
    store?.keep(home, inventory);
  }
  return inventory;
}
