import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityFilter } from '../../../../main/contract/activity.ts';
import { type ActivityReader, openActivity } from '../../../../main/daemon/activity/activity-reader.ts';
import { conditionOf } from '../../../../main/daemon/activity/where.ts';
import { exportText } from '../../../../main/daemon/activity/export-text.ts';
import { trafficOf, trafficSpan } from '../../../../main/daemon/activity/traffic.ts';
import { openTraceStore } from '../../../../main/daemon/trace-store.ts';
import { openSqlite } from '../../../../main/daemon/sqlite.ts';
import {
  type ApprovalFacts,
  approvalFields,
  connectionFields,
  identityFields,
} from '../../../../shim/record/fields.ts';
import { Journal } from '../../../../shim/record/journal.ts';
import { segmentFolder } from '../../../../shim/record/segment.ts';

let state: string;
let reader: ActivityReader;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-activity-'));
  const cursor = connection('c1', 'cursor', 'files', 'root');
  const claude = connection('c2', 'claude-code', 'mail');
  call(cursor, 1, 'read_file', 'allow', true, '09:00:00');
  call(claude, 1, 'send_mail', 'deny', null, '09:10:00');
  // As a shim does: it knows its server once the first call is decided.
  identified(cursor, 'srv_00000000000000c1', 'approved');
  identified(claude, 'srv_00000000000000c2', 'shadow');
  call(cursor, 2, 'write_file', 'allow', false, '10:00:00');
  call(claude, 2, 'send_mail', 'allow', true, '10:30:00', asked);
  call(claude, 3, 'drop_mail', 'deny', null, '10:40:00', withdrawn);
  cursor.journal.close();
  claude.journal.close();
  takeIn();
  reader = openActivity(state);
});
afterEach(() => {
  reader.close();
  rmSync(state, { recursive: true, force: true });
});

/** As the shims write them: of a call that a person allowed, and of one that its agent took back meanwhile. */
const asked = '"reasons":["person/one"],"asked":true';
const withdrawn = '"reasons":["withdrawn-while-held"]';
const banned = '"reasons":["banned"]';
const observed = '"reasons":["person/all"],"observed":["person/trial"]';

interface Connection {
  readonly journal: Journal;
  readonly clock: { time: string };
}

function connection(id: string, client: string, server: string, user = 'kim'): Connection {
  const clock = { time: '2026-11-20T09:00:00Z' };
  const journal = new Journal({
    folder: segmentFolder(join(state, 'trace')),
    clock: { now: () => new Date(clock.time), elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: id,
    durability: 'os',
    opening: () =>
      connectionFields(
        {
          user: { name: user, id: '501' },
          agent: { client, verified: null, confidence: 'none', mode: 'principal', delegation: [] },
          server: { id: null, name: server },
          version: '1.0.0',
        },
        null,
      ),
  });
  return { journal, clock };
}

function identified({ journal }: Connection, id: string, standing: string): void {
  journal.append(identityFields({ id, identity: `npm ${id}`, version: null, standing, unproven: null }));
  void journal.commit();
}

/** More calls, taken in after the others. */
function later(...calls: readonly (readonly [string, string, boolean | null, string])[]): void {
  const mail = connection('c3', 'claude-code', 'mail');
  identified(mail, 'srv_00000000000000c2', 'shadow');
  calls.forEach(([tool, effect, ok, more], index) => call(mail, index + 1, tool, effect, ok, `11:0${index}:00`, more));
  mail.journal.close();
  takeIn();
}

function takeIn(): void {
  const store = openTraceStore(state);
  store.ingest(join(state, 'trace'));
  store.close();
}

function call(
  { journal, clock }: Connection,
  number: number,
  tool: string,
  effect: string,
  ok: boolean | null,
  time: string,
  more = '"reasons":["person/one"]',
): void {
  clock.time = `2026-11-20T${time}Z`;
  journal.append(
    `"kind":"decision","call":${number},"action":{"method":"tools/call","tool":"${tool}"},"decision":{"effect":"${effect}",${more}}`,
  );
  if (ok !== null) {
    journal.append(
      `"kind":"outcome","call":${number},"action":{"method":"tools/call"},"outcome":{"ok":true,"isError":${!ok},"durationMs":12.5}`,
    );
  }
  void journal.commit();
}

const tools = async (filter: ActivityFilter, limit = 100): Promise<readonly (string | null)[]> =>
  (await reader.page({ kind: 'decision', ...filter }, null, limit)).rows.map(({ tool }) => tool);

describe('an answer that the daemon recorded, in a chain of its own that names no server', () => {
  const kim = { by: 'kim', channel: 'window', until: null, reason: null } as const;
  const answers = async (facts: Pick<ApprovalFacts, 'state' | 'approval'>, tool = 'send_mail') => {
    const daemon = connection('d1', 'sallyport-daemon', '');
    daemon.clock.time = '2026-11-20T12:00:00Z';
    daemon.journal.append(
      approvalFields({ ...facts, action: { method: 'tools/call', tool }, reasons: ['person/one'] }),
    );
    daemon.journal.close();
    takeIn();
    return (await reader.page({ kind: 'approval' }, null, 100)).rows.map(({ answer }) => answer);
  };
  /** A call that went by an answer given at noon. */
  const follows = (time: string, by = 'kim', tool = 'send_mail'): void => {
    const mail = connection('c3', 'claude-code', 'mail');
    const approval = JSON.stringify({ ...kim, by, at: '2026-11-20T12:00:00.000Z' });
    call(mail, 1, tool, 'allow', true, time, `${asked}},"approval":${approval},"more":{`);
    mail.journal.close();
  };
  const approved = { state: 'approved', approval: { ...kim, at: '2026-11-20T12:00:00.000Z' } } as const;

  it.each([
    { state: 'denied', approval: { ...kim, at: '2026-11-20T12:00:00.000Z' }, told: 'denied' },
    { state: 'denied', approval: null, told: 'withdrawn' },
    { state: 'expired', approval: null, told: 'expired' },
    { state: 'revoked', approval: { ...kim, at: '2026-11-20T12:00:00.000Z' }, told: 'revoked' },
  ] as const)('is told as $told where the record says $state of $approval', async ({ told, ...facts }) => {
    const by = facts.approval?.by ?? null;

    await expect(answers(facts)).resolves.toEqual([{ state: told, by, until: null, server: null }]);
  });

  it('is told although a record is nested deeper than SQLite follows', async () => {
    const daemon = connection('d2', 'sallyport-daemon', '');
    daemon.clock.time = '2026-11-20T12:00:00Z';
    const deep = `${'['.repeat(1500)}${']'.repeat(1500)}`;
    daemon.journal.append(`"kind":"approval","state":"approved","action":{"tool":"send_mail"},"deep":${deep}`);
    daemon.journal.close();
    follows('12:00:00');

    await expect(answers(approved)).resolves.toMatchObject([{ state: 'approved', server: null }, { server: 'mail' }]);
  });

  it('tells until when it holds', async () => {
    const until = '2026-12-01T08:00:00.000Z';

    const told = answers({ ...approved, approval: { ...approved.approval, until } });

    await expect(told).resolves.toEqual([{ state: 'approved', by: 'kim', until, server: null }]);
  });

  it.each(['12:00:00', '12:09:59'])('is about the server of the call that went by it, at %s', async (time) => {
    follows(time);

    await expect(answers(approved)).resolves.toMatchObject([{ server: 'mail' }]);
  });

  it.each([
    ['by another person', '12:00:00', 'sam', 'send_mail'],
    ['of another tool', '12:00:00', 'kim', 'drop_mail'],
    ['long after it', '12:11:00', 'kim', 'send_mail'],
    ['before it', '11:59:59', 'kim', 'send_mail'],
  ])('is not about the server of a call %s', async (_, time, by, tool) => {
    follows(time, by, tool);

    await expect(answers(approved)).resolves.toMatchObject([{ server: null }]);
  });
});

describe('a question that a guard recorded', () => {
  it('is told as asked, with its own server; calls have no such answer', async () => {
    const mail = connection('c3', 'claude-code', 'mail');
    mail.clock.time = '2026-11-20T12:00:00Z';
    const action = { method: 'tools/call', tool: 'send_mail' };
    mail.journal.append(approvalFields({ state: 'asked', action, reasons: ['person/one'], approval: null }));
    mail.journal.close();
    takeIn();

    const { rows } = await reader.page({}, null, 100);

    expect(rows[0]?.answer).toEqual({ state: 'asked', by: null, until: null, server: 'mail' });
    expect(rows.filter(({ kind, answer }) => kind !== 'approval' && answer !== null)).toEqual([]);
  });
});

describe('the activity', () => {
  it('is given newest first, each call with what became of it', async () => {
    const { rows } = await reader.page({ kind: 'decision' }, null, 100);

    expect(rows.map(({ tool, effect, ok, durationMs }) => [tool, effect, ok, durationMs])).toEqual([
      ['drop_mail', 'unanswered', null, null],
      ['send_mail', 'allow', true, 12.5],
      ['write_file', 'allow', false, 12.5],
      ['send_mail', 'deny', null, null],
      ['read_file', 'allow', true, 12.5],
    ]);
    expect(rows[1]).toMatchObject({ client: 'claude-code', server: 'mail', reasons: ['person/one'] });
  });

  it.each<readonly [string, ActivityFilter, readonly string[]]>([
    ['a client', { client: 'cursor' }, ['write_file', 'read_file']],
    ['a user', { user: 'root' }, ['write_file', 'read_file']],
    ['what the server is', { server: 'srv_00000000000000c1' }, ['write_file', 'read_file']],
    ['how the server stood', { standing: 'shadow' }, ['drop_mail', 'send_mail', 'send_mail']],
    ['a standing that none had', { standing: 'malicious' }, []],
    ['what decided', { rule: 'withdrawn-while-held' }, ['drop_mail']],
    ['a part of what decided', { rule: 'person' }, []],
    [
      'what decided, and more',
      { rule: 'person/one', user: 'kim', since: '2026-11-20T09:10:00.000Z', until: '2026-11-20T10:00:00.000Z' },
      ['send_mail'],
    ],
    ['a server', { server: 'mail' }, ['drop_mail', 'send_mail', 'send_mail']],
    ['a tool', { tool: 'read_file' }, ['read_file']],
    ['an effect', { effect: 'deny' }, ['send_mail']],
    ['having been asked', { effect: 'ask' }, ['drop_mail', 'send_mail']],
    ['having had no answer', { effect: 'unanswered' }, ['drop_mail']],
    ['a time', { since: '2026-11-20T09:10:00.000Z', until: '2026-11-20T10:30:00.000Z' }, ['write_file', 'send_mail']],
    ['several at once', { client: 'claude-code', effect: 'ask' }, ['drop_mail', 'send_mail']],
    ['a text anywhere', { text: 'WRITE_' }, ['write_file']],
    ['a text of the connection', { text: 'claude-c' }, ['drop_mail', 'send_mail', 'send_mail']],
    ['nothing that is there', { tool: "read_file' OR 1=1 --" }, []],
  ])('is filtered by %s', async (_, filter, expected) => {
    expect(await tools(filter)).toEqual(expected);
  });

  it('tells who, and how the server stood, also of calls before the shim knew it', async () => {
    const { rows } = await reader.page({ kind: 'decision', tool: 'read_file' }, null, 1);

    expect(rows).toMatchObject([{ user: 'root', serverId: 'srv_00000000000000c1', standing: 'approved' }]);
  });

  it('has a call under the standing that denied it, and no other of its connection', async () => {
    later(['send_mail', 'allow', true, asked], ['bcc_mail', 'deny', null, banned], ['end_mail', 'allow', true, asked]);

    expect(await tools({ standing: 'banned' })).toEqual(['bcc_mail']);
    expect(await tools({ standing: 'shadow', since: '2026-11-20T11:00:00.000Z' })).toEqual(['end_mail', 'send_mail']);
  });

  it('finds a policy that is only watched, and a detector in whatever it spoke up', async () => {
    const mail = connection('c4', 'claude-code', 'mail');
    call(mail, 1, 'list_mail', 'allow', null, '11:00:00', observed);
    mail.journal.append(
      `"kind":"outcome","call":1,"action":{"method":"tools/call"},"content":{"inspected":"full","findings":[{"rule":"content/secrecy-order","severity":"high"},{"rule":7},null]},"outcome":{"ok":true,"isError":false}`,
    );
    mail.journal.close();
    takeIn();

    const kinds = async (rule: string): Promise<readonly string[]> =>
      (await reader.page({ rule }, null, 10)).rows.map(({ kind }) => kind);
    expect(await kinds('person/trial')).toEqual(['decision']);
    expect(await kinds('content/secrecy-order')).toEqual(['outcome']);
  });

  it('has its failures among the outcomes', async () => {
    const { rows } = await reader.page({ failed: true }, null, 100);

    expect(rows.map(({ kind, call: number, ok }) => [kind, number, ok])).toEqual([['outcome', 2, false]]);
  });

  it('comes in pages that neither miss nor double a record, with and without a text', async () => {
    for (const filter of [{}, { text: 'kind' }, { rule: 'person/one' }]) {
      const seen: number[] = [];
      let before: number | null = null;
      do {
        const page = await reader.page(filter, before, 3);
        seen.push(...page.rows.map(({ at }) => at));
        before = page.next;
      } while (before !== null);

      const all = (await reader.page(filter, null, 1000)).rows.map(({ at }) => at);
      expect(seen).toEqual(all);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it.each<readonly [string, ActivityFilter, string]>([
    ['a user', { user: 'root' }, 'record_user'],
    ['a standing', { standing: 'shadow' }, 'record_standing'],
    ['a rule', { rule: 'person/one' }, 'ruled_rule'],
    ['a server', { server: 'srv_00000000000000c1' }, 'record_server_id'],
  ])('asked by %s is read from an index, in its order', (_, filter, index) => {
    const { from, sql, values } = conditionOf(filter);
    const database = openSqlite(join(state, 'trace.db'));

    const plan = database
      .prepare<unknown[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT r.rowid FROM ${from.tables} WHERE ${sql} ORDER BY ${from.table}.time DESC, ${from.table}.${from.rowid} DESC`,
      )
      .all(...values)
      .map(({ detail }) => detail);

    database.close();
    expect(plan[0]).toContain(index);
    expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it.each<readonly [string, ActivityFilter]>([
    ['two things', { kind: 'decision', rule: 'person/one' }],
    ['three things', { user: 'kim', standing: 'shadow', kind: 'decision' }],
    ['two things and a text', { user: 'kim', kind: 'decision', text: 'mail' }],
    ['two things within a time', { kind: 'outcome', user: 'root', since: '2026-11-20T09:30:00.000Z' }],
    ['what is nowhere', { kind: 'decision', failed: true }],
  ])('asked by %s comes the same however few records are looked at in one go', async (_, filter) => {
    const whole = (await reader.page(filter, null, 100)).rows.map(({ at }) => at);
    for (const stretch of [1, 2, 3, 5]) {
      const few = openActivity(state, { stretch });
      const newestFirst: number[] = [];
      let before: number | null = null;
      do {
        const page = await few.page(filter, before, 2);
        newestFirst.push(...page.rows.map(({ at }) => at));
        before = page.next;
      } while (before !== null);
      const oldestFirst = (await few.onwards(filter, null, 100)).stored.map(({ at }) => at);
      const counted = await few.count(filter, 100);
      few.close();

      expect([newestFirst, oldestFirst.toReversed(), counted.count]).toEqual([whole, whole, whole.length]);
    }
  });

  it('is counted up to a bound', async () => {
    expect(await reader.count({ kind: 'decision' }, 10)).toEqual({ count: 5, isMore: false });
    expect(await reader.count({ kind: 'decision' }, 3)).toEqual({ count: 3, isMore: true });
  });

  it('tells what there is to choose from', async () => {
    const facets = await reader.facets();

    expect(facets.tools).toEqual([
      { value: 'send_mail', count: 2 },
      { value: 'drop_mail', count: 1 },
      { value: 'read_file', count: 1 },
      { value: 'write_file', count: 1 },
    ]);
    expect(facets.effects.map(({ value, count }) => [value, count])).toEqual([
      ['allow', 3],
      ['deny', 1],
      ['unanswered', 1],
      ['ask', 2],
    ]);
    expect(facets.users).toEqual([
      { value: 'kim', count: 6 },
      { value: 'root', count: 6 },
    ]);
    expect(facets.standings).toEqual([
      { value: 'approved', count: 6 },
      { value: 'shadow', count: 6 },
    ]);
    expect(facets.rules).toEqual([
      { value: 'person/one', count: 4 },
      { value: 'withdrawn-while-held', count: 1 },
    ]);
  });
});

describe('one call', () => {
  it('is told whole from any of its records', async () => {
    const [newest] = (await reader.page({ kind: 'outcome', client: 'cursor' }, null, 1)).rows;

    const story = reader.callOf(newest?.segment ?? '', newest?.seq ?? 0);

    expect(story.map(({ row }) => [row.kind, row.call])).toEqual([
      ['decision', 2],
      ['outcome', 2],
    ]);
  });

  it('is nothing where there is no such record', () => {
    expect(reader.callOf('2026-11-20/none.jsonl', 1)).toEqual([]);
  });
});

describe('calls over time', () => {
  it('are buckets of an hour without holes', async () => {
    const now = new Date('2026-11-20T10:59:00Z');

    const { bucketMs, buckets } = trafficOf(await reader.hours(...trafficSpan(4, now)), 4, now);

    expect(bucketMs).toBe(3_600_000);
    expect(buckets).toEqual([
      { at: '2026-11-20T07:00:00.000Z', calls: 0, asks: 0, denials: 0, failures: 0 },
      { at: '2026-11-20T08:00:00.000Z', calls: 0, asks: 0, denials: 0, failures: 0 },
      { at: '2026-11-20T09:00:00.000Z', calls: 2, asks: 0, denials: 1, failures: 0 },
      { at: '2026-11-20T10:00:00.000Z', calls: 3, asks: 2, denials: 0, failures: 1 },
    ]);
  });

  it('are buckets of a day over more than two', async () => {
    const now = new Date('2026-11-20T10:59:00Z');

    const { buckets } = trafficOf(await reader.hours(...trafficSpan(72, now)), 72, now);

    expect(buckets.map(({ at, calls }) => [at.slice(0, 10), calls])).toEqual([
      ['2026-11-18', 0],
      ['2026-11-19', 0],
      ['2026-11-20', 5],
    ]);
  });
});

describe('an export', () => {
  it('has every record once, oldest first, each by itself', async () => {
    const first = await reader.onwards({ kind: 'decision' }, null, 3);
    const rest = await reader.onwards({ kind: 'decision' }, first.next, 3);

    const lines = `${exportText(first.stored, 'jsonl', true)}${exportText(rest.stored, 'jsonl', false)}`
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { action: { tool: 'read_file' }, agent: { client: 'cursor' } },
      { action: { tool: 'send_mail' }, agent: { client: 'claude-code' } },
      { action: { tool: 'write_file' } },
      { action: { tool: 'send_mail' } },
      { action: { tool: 'drop_mail' } },
    ]);
    expect(rest.next).toBeNull();
  });

  it('says of each record what its server is, and of that record which version', async () => {
    const { stored } = await reader.onwards({ client: 'cursor' }, null, 100);

    const servers = exportText(stored, 'jsonl', true)
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly server: object }).server);
    const known = { id: 'srv_00000000000000c1', name: 'files', standing: 'approved' };
    expect(servers).toHaveLength(6);
    expect(servers.filter((server) => !('identity' in server))).toEqual([known, known, known, known, known]);
    expect(servers.filter((server) => 'identity' in server)).toEqual([
      { ...known, identity: 'npm srv_00000000000000c1', version: null, unproven: null },
    ]);
  });

  it('names its columns once as a table', async () => {
    const { stored } = await reader.onwards({ kind: 'decision', client: 'cursor' }, null, 10);

    const [head, one, two, end] = exportText(stored, 'csv', true).split('\r\n');

    expect(head).toMatch(/^"time","kind",/);
    expect(one).toContain('"read_file","allow","person/one","true","12.5"');
    expect(two).toContain('"write_file"');
    expect(end).toBe('');
    expect(exportText(stored, 'csv', false)).not.toContain('"kind"');
  });
});
