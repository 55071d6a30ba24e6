import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type OpenedStore, openStore, type Store } from '../../../main/daemon/store.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { clean } from '../report/samples.ts';
import { folderWith } from '../scan-home.ts';

function opened(result: OpenedStore): Store {
  if (result.kind !== 'open') {
    throw new Error(result.note);
  }
  return result.store;
}

/** A state folder with one remembered scan, its store closed; then changed by somebody else. */
function remembered(change: (database: Database.Database) => void = () => undefined): string {
  const folder = folderWith({});
  const store = opened(openStore(folder));
  store.keep('/home/kim', clean);
  store.close();
  const database = new Database(join(folder, 'store.db'));
  change(database);
  database.close();
  return folder;
}

describe('a store', () => {
  it('gives back what it was given', () => {
    const store = opened(openStore(remembered()));

    expect(store.lastInventory('/home/kim')).toEqual(clean);
    expect(store.lastInventory('/home/lee')).toBeNull();
    expect(store.faults()).toEqual([]);
    store.close();
  });

  it('keeps the order of servers over several parts, and nothing of a longer inventory before', () => {
    const [one] = clean.servers;
    const many = (count: number): Inventory => ({
      ...clean,
      servers: Array.from({ length: count }, (_, at) => ({ ...(one as ServerRow), names: [`server ${at}`] })),
    });
    const store = opened(openStore(remembered()));

    store.keep('/home/kim', many(450));
    expect(store.lastInventory('/home/kim')).toEqual(many(450));
    store.keep('/home/kim', many(201));
    store.keep('/home/lee', many(1));

    expect(store.lastInventories().map(({ servers }) => servers.length)).toEqual([201, 1]);
    store.close();
  });

  it('reads what the first format kept in one piece', () => {
    const folder = remembered((database) => {
      database.exec('DROP TABLE inventory_part');
      database.prepare('UPDATE inventory SET document = ?').run(JSON.stringify(clean));
      database.pragma('user_version = 1');
    });
    const store = opened(openStore(folder));

    expect(store.lastInventory('/home/kim')).toEqual(clean);
    store.keep('/home/kim', clean);
    expect(store.lastInventory('/home/kim')).toEqual(clean);
    store.close();
  });
});

describe('a store that is damaged where nobody looked when it was opened', () => {
  it.each<[string, (database: Database.Database) => void]>([
    ['a document that is no JSON', (database) => database.exec(`UPDATE inventory SET document = '{"half'`)],
    ['a document that is no inventory', (database) => database.exec(`UPDATE inventory SET document = '{}'`)],
    ['servers that are no JSON', (database) => database.exec(`UPDATE inventory_part SET servers = '[{"half'`)],
    ['servers that are no list', (database) => database.exec(`UPDATE inventory_part SET servers = '{}'`)],
  ])('%s: nothing is known, the store is set aside with its log, and the next one is whole', (_what, change) => {
    const folder = remembered(change);
    const store = opened(openStore(folder));

    expect(store.lastInventory('/home/kim')).toBeNull();
    store.keep('/home/kim', clean);
    expect(store.faults()).toEqual([expect.stringContaining('the store was damaged; it was set aside as')]);
    store.close();

    const next = opened(openStore(folder));
    expect(next.lastInventory('/home/kim')).toBeNull();
    next.keep('/home/kim', clean);
    expect(next.lastInventory('/home/kim')).toEqual(clean);
    expect(next.faults()).toEqual([]);
    next.close();
  });

  it('damaged pages are noticed when they are read', () => {
    const folder = remembered((database) => database.pragma('journal_mode = DELETE'));
    const file = join(folder, 'store.db');
    writeFileSync(
      file,
      readFileSync(file).map((byte, index) => (index >= 4096 && index % 3 !== 0 ? byte ^ 0x5a : byte)),
    );

    const result = openStore(folder);
    const store = opened(result);

    expect(store.lastInventory('/home/kim')).toBeNull();
    expect([result.note, ...store.faults()].join()).toContain('the store was damaged');
    store.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('store.db.damaged-'))).not.toEqual([]);
  });

  it('a table that is missing is damage too', () => {
    const folder = remembered((database) => database.exec('DROP TABLE server'));

    expect(openStore(folder).note).toContain('the store was damaged; it was set aside');
  });
});

describe('a store that a newer version wrote', () => {
  it('is neither read nor changed, and the scan says so', () => {
    const folder = remembered((database) => database.pragma('user_version = 7'));

    expect(openStore(folder)).toEqual({
      kind: 'unavailable',
      note: expect.stringContaining('a newer Sallyport wrote it'),
    });

    const database = new Database(join(folder, 'store.db'));
    expect(database.pragma('user_version', { simple: true })).toBe(7);
    database.close();
  });
});

describe('a store that another process holds', () => {
  it('costs the memory of a scan and not the scan', () => {
    const folder = remembered();
    const store = opened(openStore(folder));
    const other = new Database(join(folder, 'store.db'));
    other.exec('BEGIN IMMEDIATE');

    store.keep('/home/kim', clean);

    expect(store.faults()).toEqual([expect.stringContaining('SQLITE_BUSY')]);
    other.exec('ROLLBACK');
    other.close();
    store.close();
  });
});
