import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processTable } from '../../../../main/daemon/process-table.ts';
import { runningDaemon } from '../../../../main/daemon/running-daemon.ts';
import type { Daemon } from '../../../../main/daemon/service/daemon.ts';
import { openSqlite } from '../../../../main/daemon/sqlite.ts';
import { setAside as setAsideStore } from '../../../../main/daemon/store-faults.ts';
import { openEventLog, type WatchEvent } from '../../../../main/daemon/watch/event-log.ts';
import { damageBehindItsHead, recordedTrace } from '../a-trace.ts';
import { folderWith } from '../../scan-home.ts';
import { laptop, type Laptop } from '../protect/laptop.ts';
import { daemonOver } from './a-daemon.ts';

const garbage = 'no database at all, '.repeat(100);

let home: string;
let stateFolder: string;
beforeEach(() => {
  home = folderWith({});
  stateFolder = join(home, '.sallyport');
  mkdirSync(stateFolder, { mode: 0o700 });
});
const setAside = (): readonly string[] =>
  readdirSync(stateFolder)
    .filter((name) => name.includes('.damaged-'))
    .map((name) => name.replace(/\d+$/, ''));

describe('a daemon whose memory is damaged', () => {
  it.each(['events.db', 'trace.db'])('starts all the same, and sets %s aside', async (name) => {
    writeFileSync(join(stateFolder, name), garbage);

    const daemon = await daemonOver(home);
    await daemon.ready;
    await daemon.service.caughtUp;

    await expect(daemon.service.handlers['activity.facets']({})).resolves.toMatchObject({ records: 0 });
    expect(setAside()).toEqual([`${name}.damaged-`]);
    await daemon.close();
  });

  it('makes the trace anew from what the shims wrote, and tells it, where its store proves damaged later', async () => {
    recordedTrace(stateFolder, 40);
    damageBehindItsHead(join(stateFolder, 'trace.db'));
    const notes: string[] = [];

    const daemon = await daemonOver(home, { onNote: (note) => notes.push(note) });
    await daemon.service.caughtUp;

    await expect(daemon.service.handlers['activity.facets']({})).resolves.toMatchObject({ records: 41 });
    expect(setAside()).toEqual(['trace.db.damaged-']);
    expect(notes).toEqual([
      expect.stringMatching(/^the store of the trace was damaged; it is set aside as .*, and made anew$/),
    ]);
    await daemon.close();
  });

  it('forgets what it saw where that proves damaged later, and keeps what it sees then', async () => {
    const event: WatchEvent = {
      at: '2026-11-20T09:00:00Z',
      kind: 'file-malformed',
      path: '~/.cursor/mcp.json',
      client: 'cursor',
      server: null,
      detail: null,
    };
    const before = openEventLog(stateFolder);
    before.add(event);
    before.close();
    damageBehindItsHead(join(stateFolder, 'events.db'));

    const daemon = await daemonOver(home);
    await daemon.ready;

    expect(JSON.stringify(await daemon.service.handlers['overview.changes']({ since: null }))).not.toContain(
      'malformed',
    );
    expect(setAside()).toEqual(['events.db.damaged-']);
    await daemon.close();
    const after = openEventLog(stateFolder);
    damageBehindItsHead(join(stateFolder, 'events.db'));
    after.add(event);
    expect(after.last(10)).toEqual([event]);
    after.close();
  });

  it('says so to who asks at that moment, and answers the next', async () => {
    recordedTrace(stateFolder, 40);
    const daemon = await daemonOver(home);
    await daemon.ready;
    await daemon.service.caughtUp;
    const { handlers } = daemon.service;
    // Another connection of the same program: what it changes, the daemon reads.
    const database = openSqlite(join(stateFolder, 'trace.db'));
    database.exec('DROP TABLE ruled');
    database.close();

    const asked = handlers['activity.query']({ filter: { rule: 'person/one' }, before: null, limit: 10 });

    await expect(asked).rejects.toMatchObject({ code: 'STORE_UNREADABLE', remedy: 'Ask again in a moment.' });
    await vi.waitFor(async () => expect(await handlers['activity.facets']({})).toMatchObject({ records: 41 }), 5000);
    expect(setAside()).toEqual(['trace.db.damaged-']);
    await daemon.close();
  });

  it('names its lock when that is damaged', async () => {
    writeFileSync(join(stateFolder, 'daemon.lock'), garbage);

    await expect(daemonOver(home)).rejects.toMatchObject({
      code: 'STATE_UNWRITABLE',
      message: `could not open ${join(stateFolder, 'daemon.lock')}`,
      remedy: 'Remove the file, and start the daemon again: it holds nothing.',
    });
  });
});

describe('a daemon whose journal is damaged', () => {
  const config = '{"mcpServers":{"a":{"command":"npx","args":["-y","a"]}}}';
  const soon = { timeout: 10_000, interval: 50 };
  const refused = {
    code: 'STATE_UNWRITABLE',
    message: expect.stringContaining('journal.db is damaged, and without it no config is changed') as unknown,
    remedy: expect.stringContaining('Move the file away') as unknown,
  };
  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['whole', (file) => writeFileSync(file, garbage)],
    ['behind its head', damageBehindItsHead],
  ];
  let here: Laptop;
  let daemon: Daemon;
  let notes: string[];
  let seen: string[];
  beforeEach(async () => {
    here = laptop();
    notes = [];
    seen = [];
    here.write('.cursor/mcp.json', config);
    await here.protect();
  });
  afterEach(async () => {
    await daemon.close();
    here.remove();
  });
  const start = async (): Promise<void> => {
    daemon = await daemonOver(here.home, {
      onDrift: 'route-again',
      onNote: (note) => notes.push(note),
      onWatchEvent: ({ kind }) => seen.push(kind),
    });
    await daemon.ready;
  };
  const plan = async (): Promise<{ readonly plan: string; readonly hash: string }> => {
    const { id, hash } = await daemon.service.handlers['protect.plan']({ client: null, servers: null, scope: null });
    return { plan: id, hash };
  };

  it.each(damages)(
    '(%s) starts, watches and takes questions, and says what it does not do, and why',
    async (_what, damage) => {
      damage(join(here.stateFolder, 'journal.db'));
      const damaged = readFileSync(join(here.stateFolder, 'journal.db'));
      await start();
      const { handlers } = daemon.service;

      here.write('.cursor/mcp.json', config);
      await expect.poll(() => [seen, notes.length], soon).toEqual([['guard-gone'], 2]);

      const note = /^STATE_UNWRITABLE: the journal .*journal\.db is damaged, .*\. Move the file away/;
      expect(notes).toEqual([expect.stringMatching(note), expect.stringMatching(note)]);
      await expect(handlers['approvals.list']({})).resolves.toMatchObject({ kind: 'open' });
      await expect(handlers['activity.facets']({})).resolves.toMatchObject({ records: 0 });
      await expect(handlers['protect.apply'](await plan())).rejects.toMatchObject(refused);
      expect(here.read('.cursor/mcp.json')).toBe(config);
      expect(readFileSync(join(here.stateFolder, 'journal.db'))).toEqual(damaged);
    },
  );

  it('puts the shim back again once the file was moved away', async () => {
    writeFileSync(join(here.stateFolder, 'journal.db'), garbage);
    await start();

    setAsideStore(join(here.stateFolder, 'journal.db'));
    here.write('.cursor/mcp.json', config);

    await expect.poll(() => seen, soon).toEqual(['guard-gone', 'routed-again']);
    expect(here.read('.cursor/mcp.json')).toContain('sallyport-shim');
    expect(notes).toHaveLength(1);
  });

  it('says nothing when it is whole', async () => {
    await start();

    here.write('.cursor/mcp.json', config);

    await expect.poll(() => seen, soon).toEqual(['guard-gone', 'routed-again']);
    expect(notes).toEqual([]);
  });
});

describe('a daemon that can not start', () => {
  it('leaves its place to one that can', async () => {
    mkdirSync(join(stateFolder, 'trace.db'));

    await expect(daemonOver(home)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });

    rmdirSync(join(stateFolder, 'trace.db'));
    await (await daemonOver(home)).close();
  });
});

describe('a daemon that ends', () => {
  it('is there for whoever waits for its end until it has let go of everything', async () => {
    const daemon = await daemonOver(home);
    await daemon.ready;
    const isThere = (): boolean => runningDaemon(stateFolder, processTable(process.env)) !== null;

    const closing = daemon.close();

    expect(isThere()).toBe(true);
    await closing;
    expect(isThere()).toBe(false);
  });
});

describe('a daemon whose memory is whole', () => {
  it('sets nothing aside, and is the only one', async () => {
    const first = await daemonOver(home);
    await first.ready;

    await expect(daemonOver(home)).rejects.toMatchObject({ code: 'DAEMON_RUNNING' });

    expect(setAside()).toEqual([]);
    await first.close();
  });
});
