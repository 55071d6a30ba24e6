import { SallyportError } from '../../scanner/model/errors.ts';
import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';
import { openStore } from '../daemon/store.ts';
import type { Context } from './verb.ts';

/**
 * The last scan of this home.
 *
 * @throws SallyportError `NO_SCAN_YET` or `STORE_UNREADABLE`
 */
export function lastInventory({ stateFolder, machine, output }: Context): Inventory {
  const opened = openStore(stateFolder);
  if (opened.kind === 'unavailable') {
    throw new SallyportError({
      code: 'STORE_UNREADABLE',
      message: opened.note,
      remedy: 'Make the folder writable, or choose another with `--state DIR`.',
    });
  }
  if (opened.note !== null) {
    output.note(`sallyport: ${opened.note}`);
  }
  try {
    const inventory = opened.store.lastInventory(machine.home);
    opened.store.faults().forEach((fault) => output.note(`sallyport: ${fault}`));
    if (inventory === null) {
      throw new SallyportError({
        code: 'NO_SCAN_YET',
        message: 'no scan of this home is remembered',
        remedy: 'Run `sallyport scan` first.',
      });
    }
    return inventory;
  } finally {
    opened.store.close();
  }
}

/**
 * One server by its id, the beginning of its id, or its name where only one has it.
 *
 * @throws SallyportError `UNKNOWN_SERVER`
 */
export function findServer(inventory: Inventory, wanted: string): ServerRow {
  const present = inventory.servers.filter(({ change }) => change !== 'gone');
  const named = present.filter(
    ({ id, names }) => id === wanted || (wanted.length >= 8 && id.startsWith(wanted)) || names.includes(wanted),
  );
  const [server, another] = named;
  if (server === undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_SERVER',
      message: `the last scan found no server ${JSON.stringify(wanted)}`,
      remedy: 'Run `sallyport servers list` to see their ids and names.',
    });
  }
  if (another !== undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_SERVER',
      message: `${JSON.stringify(wanted)} means ${named.length} servers: ${named.map(({ id }) => id).join(', ')}`,
      remedy: 'Name one by its id.',
    });
  }
  return server;
}
