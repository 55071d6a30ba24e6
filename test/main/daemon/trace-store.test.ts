import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTraceStore, type TraceStore } from '../../../main/daemon/trace-store.ts';
import { traceDays } from '../../../main/daemon/trace-days.ts';
import { openSqlite } from '../../../main/daemon/sqlite.ts';
import { Chain } from '../../../shim/record/chain.ts';
import { prune } from '../../../shim/record/prune.ts';

let state: string;
const stores: TraceStore[] = [];
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-store-'));
  mkdirSync(join(state, 'trace', '2026-11-20'), { recursive: true });
});
afterEach(() => {
  stores.splice(0).forEach((store) => store.close());
  rmSync(state, { recursive: true, force: true });
});

/** A program that runs at this time, which is that of the records unless another is given. */
function open(nowMs: () => number = () => Date.parse('2026-11-20T12:00:00Z')): TraceStore {
  const store = openTraceStore(state, { days: traceDays(nowMs) });
  stores.push(store);
  return store;
}

const ingest = (store: TraceStore): number => store.ingest(join(state, 'trace'));
const segment = (name: string): string => join(state, 'trace', '2026-11-20', `s0123456789ab-${name}.jsonl`);

/** A connection that writes: `count` records more at each call. */
function writer(name: string): (count: number) => void {
  const chain = new Chain();
  let call = 0;
  const line = (fields: string): string => `${chain.link(`"time":"2026-11-20T10:00:00.000Z",${fields}`)}\n`;
  appendFileSync(segment(name), line('"kind":"connection","agent":{"client":"c"},"server":{"name":"s"}'));
  return (count) => {
    const lines = Array.from({ length: count }, () => {
      call += 1;
      return line(`"kind":"decision","call":${call},"connection":"${name}","decision":{"reasons":["person/all"]}`);
    });
    appendFileSync(segment(name), lines.join(''));
  };
}

const seen = (store: TraceStore): readonly string[] => [...store.rows()].map((row) => `${row.segment} ${row.seq}`);

describe('taking the trace into the store', () => {
  it('twice takes nothing in twice, and goes on where it stopped', () => {
    const write = writer('c0ffee');
    write(3);
    const store = open();

    expect(ingest(store)).toBe(4);
    expect(ingest(store)).toBe(0);
    write(2);
    expect(ingest(open())).toBe(2);
    expect(ingest(store)).toBe(0);
    expect(seen(store)).toHaveLength(6);
  });

  it('gives each record what its connection said of itself, also those that came later', () => {
    const write = writer('c0ffee');
    const store = open();
    ingest(store);
    write(1);
    ingest(store);

    expect(store.newest(1).rows).toMatchObject([{ record: { call: 1 }, connection: { agent: { client: 'c' } } }]);
  });

  it('shows each record once to who looks on from mark to mark, also what another program took in between two looks', () => {
    const write = writer('c0ffee');
    const follower = open();
    const daemon = open();
    ingest(follower);
    const first = follower.newest(10);
    write(2);
    ingest(daemon);
    ingest(follower);
    const second = follower.after(first.mark);
    ingest(daemon);
    const third = follower.after(second.mark);

    expect([first, second, third].map(({ rows }) => rows.map(({ seq }) => seq))).toEqual([[1], [2, 3], []]);
  });

  it('goes on where a version stopped that kept how far it had read in one text', () => {
    const write = writer('c0ffee');
    write(1);
    ingest(open());
    stores.splice(0).forEach((store) => store.close());
    const earlier = openSqlite(join(state, 'trace.db'));
    const position = JSON.stringify({ '2026-11-20/s0123456789ab-c0ffee.jsonl': statSync(segment('c0ffee')).size });
    earlier.exec('DROP TABLE reach; DELETE FROM record; CREATE TABLE cursor (id INTEGER PRIMARY KEY, position TEXT)');
    earlier.pragma('user_version = 3');
    earlier.prepare('INSERT INTO cursor (id, position) VALUES (0, ?)').run(position);
    earlier.close();
    write(1);

    const store = open();

    expect(ingest(store)).toBe(1);
    expect(store.newest(10).rows).toMatchObject([{ seq: 3, connection: { agent: { client: 'c' } } }]);
  });

  it('of an earlier format keeps every record, and knows from then on which calls were asked', () => {
    const chain = new Chain();
    const call = `"time":"2026-11-20T10:00:00.000Z","kind":"decision","call":1,"decision":{"effect":"allow","asked":true}`;
    appendFileSync(segment('c0ffee'), `${chain.link(call)}\n`);
    ingest(open());
    stores.splice(0).forEach((store) => store.close());
    const earlier = openSqlite(join(state, 'trace.db'));
    earlier.exec('DROP INDEX record_kind; DROP INDEX record_asked; ALTER TABLE record DROP COLUMN asked');
    earlier.exec('CREATE TABLE cursor (id INTEGER PRIMARY KEY, position TEXT)');
    earlier.pragma('user_version = 2');
    earlier.close();

    expect(seen(open())).toHaveLength(1);
    const now = openSqlite(join(state, 'trace.db'));
    expect(now.prepare('SELECT asked FROM record').all()).toEqual([{ asked: 1 }]);
    now.close();
  });

  it('of an earlier format learns who, how each server stood and what decided', () => {
    const chain = new Chain();
    const lines = [
      '"kind":"connection","agent":{"client":"c"},"user":{"name":"kim"},"server":{"name":"s","id":null}',
      '"kind":"decision","call":1,"decision":{"effect":"deny","reasons":["person/no"]}',
      '"kind":"connection","about":"identity","server":{"id":"srv_00000000000000aa","standing":"shadow"}',
    ].map((fields) => `${chain.link(`"time":"2026-11-20T10:00:00.000Z",${fields}`)}\n`);
    appendFileSync(segment('c0ffee'), lines.join(''));
    ingest(open());
    stores.splice(0).forEach((store) => store.close());
    const earlier = openSqlite(join(state, 'trace.db'));
    earlier.exec(
      'DROP INDEX record_user; DROP INDEX record_standing; DROP TABLE ruled; UPDATE record SET server_id = NULL',
    );
    earlier.exec('ALTER TABLE record DROP COLUMN user; ALTER TABLE record DROP COLUMN standing');
    earlier.pragma('user_version = 4');
    earlier.close();

    expect(seen(open())).toHaveLength(3);

    const now = openSqlite(join(state, 'trace.db'));
    expect(now.prepare(`SELECT user, server_id, standing FROM record WHERE kind = 'decision'`).all()).toEqual([
      { user: 'kim', server_id: 'srv_00000000000000aa', standing: 'shadow' },
    ]);
    expect(now.prepare('SELECT rule, time FROM ruled').all()).toEqual([
      { rule: 'person/no', time: '2026-11-20T10:00:00.000Z' },
    ]);
    now.close();
  });

  it('that knew its server goes on knowing it, taken in later and in the next segment', () => {
    const chain = new Chain();
    const line = (fields: string): string => `${chain.link(`"time":"2026-11-20T10:00:00.000Z",${fields}`)}\n`;
    const opening = '"kind":"connection","agent":{"client":"c"},"server":{"name":"s","id":null}';
    appendFileSync(segment('c0ffee'), line(opening));
    appendFileSync(
      segment('c0ffee'),
      line('"kind":"connection","about":"identity","server":{"id":"srv_00000000000000aa","standing":"shadow"}'),
    );
    ingest(open());
    appendFileSync(
      segment('c0ffee'),
      line('"kind":"decision","call":1,"decision":{"effect":"deny","reasons":["banned"]}'),
    );
    ingest(open());
    appendFileSync(segment('c0ffee'), line('"kind":"decision","call":2,"decision":{"effect":"allow"}'));
    ingest(open());
    const continues = '"continues":{"segment":"2026-11-20/s0123456789ab-c0ffee.jsonl","seq":4}';
    appendFileSync(segment('c0ffee.2'), line(`${opening},${continues}`) + line('"kind":"decision","call":3'));
    ingest(open());

    const now = openSqlite(join(state, 'trace.db'));
    expect(
      now.prepare(`SELECT call, server_id, standing FROM record WHERE kind = 'decision' ORDER BY call`).all(),
    ).toEqual([
      { call: 1, server_id: 'srv_00000000000000aa', standing: 'banned' },
      { call: 2, server_id: 'srv_00000000000000aa', standing: 'shadow' },
      { call: 3, server_id: 'srv_00000000000000aa', standing: 'shadow' },
    ]);
    now.close();
  });

  it('that is killed at any moment leaves each record there once in the end', { timeout: 60_000 }, async () => {
    for (const name of ['c0ffee', 'beef', 'f00d']) {
      writer(name)(3000);
    }
    for (const afterMs of [0, 5, 15, 30, 60]) {
      await killedWhileTakingIn(afterMs);
    }
    const store = open();
    ingest(store);

    const rows = seen(store);
    expect(rows).toHaveLength(9003);
    expect(new Set(rows).size).toBe(9003);
  });

  it('by two programs at once leaves each record there once', { timeout: 60_000 }, async () => {
    writer('c0ffee')(3000);
    await Promise.all([takenIn(), takenIn(), takenIn()]);

    expect(seen(open())).toHaveLength(3001);
  });

  it('of a shim that was killed in the middle of a line leaves that line out, and what follows elsewhere in', () => {
    const write = writer('c0ffee');
    write(2);
    truncateSync(segment('c0ffee'), statSync(segment('c0ffee')).size - 20);
    const store = open();
    expect(ingest(store)).toBe(2);

    writer('beef')(1);
    expect(ingest(store)).toBe(2);
    expect(seen(store).toSorted()).toEqual([
      '2026-11-20/s0123456789ab-beef.jsonl 1',
      '2026-11-20/s0123456789ab-beef.jsonl 2',
      '2026-11-20/s0123456789ab-c0ffee.jsonl 1',
      '2026-11-20/s0123456789ab-c0ffee.jsonl 2',
    ]);
  });

  it('forgets the records of a segment that is dropped for age, however many, and no others', () => {
    writer('c0ffee')(5000);
    const store = open();
    ingest(store);
    prune(join(state, 'trace'), { totalBytes: 1e9, days: 30 }, new Date('2026-12-24T00:00:00Z'));
    mkdirSync(join(state, 'trace', '2026-11-20'), { recursive: true });
    writer('beef')(1);

    expect(ingest(store)).toBe(2);
    expect(seen(store)).toEqual(['2026-11-20/s0123456789ab-beef.jsonl 1', '2026-11-20/s0123456789ab-beef.jsonl 2']);
    const database = openSqlite(join(state, 'trace.db'));
    expect(database.prepare('SELECT count(*) AS ruled FROM ruled').get()).toEqual({ ruled: 1 });
    database.close();
  });

  it('forgets some at a time where it must not hold up other work', () => {
    writer('c0ffee')(5000);
    const store = open();
    ingest(store);
    prune(join(state, 'trace'), { totalBytes: 0, days: 300 }, new Date('2026-11-21T00:00:00Z'));

    const step = (): number => (store.ingestSome(join(state, 'trace'), 1e6).hasMore ? seen(store).length : 0);
    expect([step(), step(), step()]).toEqual([3001, 1001, 0]);
    expect(seen(store)).toEqual([]);
  });

  it('keeps what was taken in of a segment that vanished without a tombstone', () => {
    writer('c0ffee')(2);
    const store = open();
    ingest(store);
    rmSync(segment('c0ffee'));

    expect(ingest(store)).toBe(0);
    expect(seen(store)).toHaveLength(3);
  });
});

describe('a program that takes the trace in for long', () => {
  const at = (time: string): number => Date.parse(time);

  it('looks no more at files of days before yesterday, which nobody writes to, until it has run for a while', () => {
    const write = writer('c0ffee');
    let nowMs = at('2026-11-22T00:00:00Z');
    const store = open(() => nowMs);
    ingest(store);
    write(1);

    expect(ingest(store)).toBe(0);
    nowMs += 11 * 60_000;
    expect(ingest(store)).toBe(1);
  });

  it('finds what is written to a file of yesterday, as around midnight', () => {
    const write = writer('c0ffee');
    const store = open(() => at('2026-11-21T23:59:59Z'));
    ingest(store);
    write(1);

    expect(ingest(store)).toBe(1);
  });

  it('finds a file that comes to a day long past', async () => {
    writer('c0ffee')(1);
    const store = open(() => at('2026-12-20T10:00:00Z'));
    ingest(store);
    await new Promise((resolve) => setTimeout(resolve, 20));
    writer('beef')(1);

    expect(ingest(store)).toBe(2);
  });

  it('reads all of a day long past that it can not read at once', () => {
    writer('c0ffee')(30);
    writer('beef')(30);
    const store = open(() => at('2026-12-20T10:00:00Z'));
    let added = 0;
    for (let round = 0; round < 100; round += 1) {
      added += store.ingestSome(join(state, 'trace'), 1000).added;
    }

    expect(added).toBe(62);
  });
});

const fixture = join(import.meta.dirname, 'fixtures', 'take-in.ts');

async function killedWhileTakingIn(afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [fixture, state], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
}

async function takenIn(): Promise<void> {
  const child = spawn(process.execPath, [fixture, state], { stdio: ['ignore', 'pipe', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
}
