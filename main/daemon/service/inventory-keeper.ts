import type { Inventory } from '../../../scanner/model/inventory.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { Jobs, Reins } from '../jobs/job.ts';
import { openStore } from '../store.ts';
import type { Hub } from './hub.ts';

export interface InventoryDeps {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly now: () => Date;
  readonly mayReadGuarded: () => boolean;
  readonly projects: () => readonly string[];
  readonly jobs: Jobs;
  readonly hub: Hub;
  /** What a person should know beside a scan. */
  readonly onNote: (note: string) => void;
}

/** The last inventory of this home, kept at hand. */
export interface InventoryKeeper {
  /** Null before the first scan. */
  readonly current: () => Inventory | null;
  /** Scans anew. One after the other: who asks while a scan runs gets the next one. */
  scan(reins: Reins): Promise<Inventory>;
  /** Scans anew because something changed, once for all that changes before it begins; stopped when the keeper is closed. */
  rescan(): Promise<Inventory>;
  close(): Promise<void>;
}

export function openInventory(deps: InventoryDeps): InventoryKeeper {
  let current = readLast(deps);
  let queue: Promise<unknown> = Promise.resolve();
  /** A scan anew that has not begun yet: it will see all that changes until then. */
  let waiting: Promise<Inventory> | null = null;
  const closing = new AbortController();

  const scan = async (reins: Reins): Promise<Inventory> => {
    const job = {
      kind: 'scan',
      machine: deps.machine,
      stateFolder: deps.stateFolder,
      now: deps.now(),
      mayReadGuarded: deps.mayReadGuarded(),
      projects: deps.projects(),
      // A window that shows nothing new for a slip in one file helps nobody to mend it.
      onFaultyCatalogue: 'last-good',
    } as const;
    const { inventories, notes } = await deps.jobs.run(job, reins);
    notes.forEach(deps.onNote);
    const [inventory] = inventories;
    if (inventory === undefined) {
      throw new Error('a scan of one home gave no inventory');
    }
    current = inventory;
    deps.hub.tell('inventory.changed', { collectedAt: inventory.collectedAt });
    return inventory;
  };
  const inTurn = (begin: () => Reins): Promise<Inventory> => {
    const mine = queue.then(() => scan(begin()));
    // The next one does not care how this one went; who asked for it is told.
    queue = mine.catch(() => undefined);
    return mine;
  };

  return {
    current: () => current,
    scan: (reins) => inTurn(() => reins),
    rescan: () =>
      (waiting ??= inTurn(() => {
        waiting = null;
        return { signal: closing.signal, progress: () => undefined };
      })),
    close: async () => {
      closing.abort();
      await queue;
    },
  };
}

/** What the last scan found, also one by the command line; a store that can not be opened is told by the next scan. */
function readLast({ stateFolder, machine }: InventoryDeps): Inventory | null {
  const opened = openStore(stateFolder);
  if (opened.kind === 'unavailable') {
    return null;
  }
  try {
    return opened.store.lastInventory(machine.home);
  } finally {
    opened.store.close();
  }
}
