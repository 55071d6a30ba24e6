import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Os } from '../../scanner/model/launch.ts';
import { folderWith, scanAs } from './scan-home.ts';

const zed: Readonly<Record<Os, string>> = {
  linux: '.local/share/zed/db/0-stable/db.sqlite',
  darwin: 'Library/Application Support/Zed/db/0-preview/db.sqlite',
  win32: 'AppData/Local/Zed/db/0-stable/db.sqlite',
};
const present =
  'CREATE TABLE workspaces (workspace_id INTEGER PRIMARY KEY, paths TEXT, paths_order TEXT, remote_connection_id INTEGER)';

/** A database as another program keeps it: still open, with a log beside it. */
function database(path: string, ...statements: readonly string[]): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  const opened = new Database(path);
  opened.pragma('journal_mode = WAL');
  statements.forEach((statement) => opened.exec(statement));
  opened.pragma('wal_checkpoint(TRUNCATE)');
  return opened;
}

const project = (name: string): string =>
  folderWith({ '.zed/settings.json': { context_servers: { [name]: { command: 'npx', args: [`${name}@1.0.0`] } } } });
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

describe.each<Os>(['linux', 'darwin', 'win32'])('the folders that Zed remembers in its database (%s)', (os) => {
  it('are looked at, those of other machines are not', async () => {
    const [one, two, far] = [project('one'), project('two'), project('far')];
    const home = folderWith({});
    const open = database(
      join(home, zed[os]),
      present,
      `INSERT INTO workspaces (paths, remote_connection_id) VALUES (${text(`${one}\n${two}`)}, NULL), (${text(far)}, 7), (NULL, NULL)`,
    );

    const inventory = await scanAs(os, home);
    open.close();

    expect(inventory.servers.flatMap(({ names }) => names).toSorted()).toEqual(['one', 'two']);
    expect(inventory.completeness.complete).toBe(true);
  });
});

describe('the database of another program', () => {
  it('is read with what its log alone holds, as far as that was finished', async () => {
    const [old, fresh, open] = [project('old'), project('fresh'), project('open')];
    const home = folderWith({});
    const owner = database(join(home, zed.linux), present, `INSERT INTO workspaces (paths) VALUES (${text(old)})`);
    owner.exec(`INSERT INTO workspaces (paths) VALUES (${text(fresh)})`);
    // Many pages, so that SQLite writes some of them into the log before the change is finished.
    owner.pragma('cache_size = 1');
    owner.exec('BEGIN');
    const fill = owner.prepare('INSERT INTO workspaces (paths) VALUES (?)');
    Array.from({ length: 400 }, () => fill.run(`${open}\n${'x'.repeat(900)}`));

    const inventory = await scanAs('linux', home);
    owner.exec('ROLLBACK');
    owner.close();

    expect(inventory.servers.flatMap(({ names }) => names).toSorted()).toEqual(['fresh', 'old']);
    expect(inventory.completeness.complete).toBe(true);
  });

  it('in the form of an earlier version is read as well', async () => {
    const [one, two] = [project('one'), project('two')];
    const home = folderWith({});
    database(
      join(home, zed.linux),
      'CREATE TABLE workspaces (workspace_id INTEGER PRIMARY KEY, local_paths BLOB, local_paths_array TEXT)',
      `INSERT INTO workspaces (local_paths_array) VALUES (${text(`${one},${two}`)})`,
    ).close();

    expect((await scanAs('linux', home)).servers).toHaveLength(2);
  });

  it('is left exactly as it was, also while its owner has it open', async () => {
    const home = folderWith({});
    const path = join(home, zed.linux);
    const open = database(path, present);
    const look = (): readonly string[] =>
      readdirSync(dirname(path)).map((name) => {
        const { size, mtimeMs } = statSync(join(dirname(path), name));
        return `${name} ${size} ${mtimeMs}`;
      });
    const before = look();

    await scanAs('linux', home);

    expect(look()).toEqual(before);
    open.close();
  });

  it.each([
    ['is none', 'this is no database'],
    ['is cut short', ''],
    ['has tables nobody knows', null],
  ])('that %s leaves the answer incomplete', async (_what, content) => {
    const home = folderWith({});
    const path = join(home, zed.linux);
    database(path, 'CREATE TABLE other (id INTEGER)').close();
    if (content !== null) {
      writeFileSync(path, content);
    }

    const { completeness } = await scanAs('linux', home);

    const reason = "Zed's list of recent projects could not be read";
    expect(completeness).toEqual({
      complete: false,
      reasons: [reason],
      gaps: [{ kind: 'recent-unread', parts: ['Zed'], text: reason }],
    });
  });

  it('holds the projects of opencode, too', async () => {
    const work = folderWith({ 'opencode.json': { mcp: { it: { type: 'local', command: ['npx', 'it@1.0.0'] } } } });
    const home = folderWith({});
    database(
      join(home, '.local/share/opencode/opencode.db'),
      'CREATE TABLE project (id TEXT PRIMARY KEY, worktree TEXT NOT NULL)',
      `INSERT INTO project VALUES ('global', '/'), ('a', ${text(work)})`,
    ).close();

    expect((await scanAs('linux', home)).servers.flatMap(({ names }) => names)).toEqual(['it']);
  });
});
