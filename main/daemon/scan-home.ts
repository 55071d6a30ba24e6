import type { Gap } from '../../scanner/model/gap.ts';
import type { Fingerprint } from '../../scanner/detect/secrets/fingerprint.ts';
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
import { routesNow } from './protect/routes-now.ts';
import type { Store } from './store.ts';

export interface HomeScan {
  readonly machine: Machine;
  readonly user: Inventory['user'];
  readonly device: Inventory['device'];
  readonly judge: Judge;
  readonly policy: Inventory['policy'];
  readonly advisories: Advisories;
  /** What this scan lacks for other reasons than those it finds itself. */
  readonly gaps: readonly Gap[];
  readonly fingerprint: Fingerprint;
  /** Null: nothing is remembered, so everything is new. */
  readonly store: Store | null;
  /** Where `protect` keeps its notes and the launcher. */
  readonly stateFolder: string;
  readonly now: Date;
  readonly mayReadGuarded: boolean;
  readonly projects: readonly string[];
  /** Only this client; such a scan is not remembered, since it says nothing about the others. */
  readonly only: ClientId | null;
  /** Told how far it is, in steps. */
  readonly onStep?: (done: number, total: number) => void;
}

/** Scans one home and remembers the result. */
export async function scanHome(request: HomeScan): Promise<Inventory> {
  const { machine, store, only } = request;
  const { home } = machine;
  const last = store?.lastInventory(home) ?? null;
  const history = {
    last: last === null || only === null ? last : asSeenIn(only, last),
    firstSeen: store?.firstSeen(home) ?? new Map<string, string>(),
  };
  const files = realFiles({
    userId: machine.userId,
    disk: await diskOf(machine.os),
    hashes: store?.hashes ?? new Map<string, string>(),
  });
  const inventory = await scan({
    ...request,
    clients: only === null ? allClients : allClients.filter(({ id }) => id === only),
    files,
    history,
    routes: (read) => routesNow(read, { machine, files, stateFolder: request.stateFolder }),
    onStep: request.onStep ?? (() => undefined),
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

/** An inventory with nothing but one client's sightings: the others are not looked for, so none of them is gone. */
function asSeenIn(client: ClientId, inventory: Inventory): Inventory {
  const servers = inventory.servers
    .map((server) => ({ ...server, sightings: server.sightings.filter((sighting) => sighting.client === client) }))
    .filter(({ sightings }) => sightings.length > 0);
  return { ...inventory, servers };
}
