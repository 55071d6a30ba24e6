import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { openStore } from './store.ts';

/** What the last scan of a home found; null where none is remembered. Makes no store. */
export function lastInventory(stateFolder: string, home: string): Inventory | null {
  if (!existsSync(join(stateFolder, 'store.db'))) {
    return null;
  }
  const opened = openStore(stateFolder);
  if (opened.kind !== 'open') {
    return null;
  }
  const inventory = opened.store.lastInventory(home);
  opened.store.close();
  return inventory;
}
