import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { standingStore } from '../../../main/daemon/approvals/standing-store.ts';
import type { ApprovalScope } from '../../../shim/asking/approval.ts';
import type { AskedCall } from '../../../shim/asking/asked-call.ts';
import { bindingsOf } from '../../../shim/asking/bindings.ts';
import { standingText, type StandingApproval } from '../../../shim/asking/standing-file.ts';
import { takeStanding } from '../../../shim/asking/standing.ts';
import { argumentHash } from '../../../shim/record/argument-hash.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';

afterAll(removeFolders);

const key = Buffer.alloc(32, 1);
const hash = argumentHash(Buffer.alloc(32, 2));
const at = new Date('2026-11-20T10:00:00Z');
const later = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

const call: AskedCall = {
  person: { id: 'kim', name: 'Kim' },
  agent: {
    client: 'codex',
    verified: { client: 'codex', path: '/usr/bin/codex', pid: 10 },
    confidence: 'known-client',
    mode: 'principal',
    delegation: [],
  },
  server: { identity: 'pkg:npm/sql@1.0.0', name: 'sql' },
  session: 's1',
  method: 'tools/call',
  tool: 'query',
  input: { table: 'sales', limit: 5 },
  question: 'May it?',
  because: ['person/ask-first'],
  term: 'date',
  effect: 'write',
  era: 'legacy',
  continues: null,
};

function standing(scope: ApprovalScope, change: Partial<StandingApproval['approval']> = {}): StandingApproval {
  return {
    id: '0123456789',
    scope,
    binding: bindingsOf(call, hash)[scope] ?? '',
    approval: {
      by: 'kim',
      channel: 'terminal',
      at: at.toISOString(),
      until: scope === 'session' ? null : later(10).toISOString(),
      reason: null,
      ...change,
    },
    about: { client: 'codex', server: 'sql', tool: 'query', session: 's1' },
  };
}

/** A state folder where this approval was given. */
function given(one: StandingApproval): string {
  const stateFolder = temporaryFolder();
  standingStore({ stateFolder, key }, () => at).put(one);
  const [name = ''] = readdirSync(join(stateFolder, 'approvals'));
  utimesSync(join(stateFolder, 'approvals', name), at, at);
  return stateFolder;
}

function take(stateFolder: string, change: Partial<AskedCall> = {}, now = later(1)): unknown {
  const asked = { ...call, ...change };
  return takeStanding({ stateFolder, key }, bindingsOf(asked, hash), asked.term, now, ({ by }) => by !== 'nobody');
}

describe('an approval on disk', () => {
  it('is a file of its owner alone that holds no argument', () => {
    const stateFolder = given(standing('once'));
    const [name = ''] = readdirSync(join(stateFolder, 'approvals'));
    const path = join(stateFolder, 'approvals', name);

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(stateFolder, 'approvals')).mode & 0o777).toBe(0o700);
    expect(readFileSync(path, 'utf8')).not.toContain('sales');
  });

  it.each<[string, ApprovalScope, Partial<AskedCall>]>([
    ['one identical call, whatever the order of its keys', 'once', { input: { limit: 5, table: 'sales' } }],
    [
      'another process of the same agent',
      'once',
      { agent: { ...call.agent, verified: { client: 'codex', path: '/usr/bin/codex', pid: 99 } } },
    ],
    ['other arguments in the session', 'session', { input: { table: 'customers' } }],
    ['another session until its day', 'until', { session: 's2', input: {} }],
    ['another wording of the question', 'once', { question: 'Really?' }],
  ])('covers %s', (_, scope, change) => {
    expect(take(given(standing(scope)), change)).toMatchObject({ approval: { by: 'kim' } });
  });

  it.each<[string, ApprovalScope, Partial<AskedCall>]>([
    ['other arguments', 'once', { input: { table: 'sales', limit: 6 } }],
    ['an argument of another type', 'once', { input: { table: 'sales', limit: '5' } }],
    ['a number that parses to the same one', 'once', { input: { table: 'sales', limit: 2 ** 53 } }],
    ['another tool', 'until', { tool: 'drop' }],
    ['another server under the same name', 'until', { server: { identity: 'pkg:npm/other@1.0.0', name: 'sql' } }],
    ['another person', 'until', { person: { id: 'sam', name: 'Kim' } }],
    ['another client', 'until', { agent: { ...call.agent, client: 'cursor' } }],
    [
      'another program under the same client',
      'until',
      { agent: { ...call.agent, verified: { client: 'codex', path: '/tmp/codex', pid: 10 } } },
    ],
    ['the same agent on behalf of another', 'until', { agent: { ...call.agent, delegation: ['claude-code'] } }],
    ['another reason for asking', 'until', { because: ['person/ask-first', 'agent/customer-data'] }],
    ['another question of the same rule, in the session', 'session', { question: 'May it drop all of production?' }],
    ['another question of the same rule, until a day', 'until', { question: 'May it drop all of production?' }],
    ['another session', 'session', { session: 's2' }],
    ['a policy that now allows one call at most', 'session', { term: 'once' }],
    ['a policy that now allows a session at most', 'until', { term: 'session' }],
  ])('does not cover %s', (_, scope, change) => {
    expect(take(given(standing(scope)), change)).toBe(null);
  });

  it('that was given in a way that does not count covers nothing, and stays as it is', () => {
    const stateFolder = given(standing('once', { by: 'nobody' }));

    expect(take(stateFolder)).toBe(null);
    expect(readdirSync(join(stateFolder, 'approvals'))).toHaveLength(1);
  });

  it('for one call is used up', () => {
    const stateFolder = given(standing('once'));

    expect(take(stateFolder)).not.toBe(null);
    expect(take(stateFolder)).toBe(null);
  });

  it.each<[string, ApprovalScope, Date]>([
    ['once, after ten minutes', 'once', later(10)],
    ['until a day, after it', 'until', later(11)],
    ['session, after eight idle hours', 'session', later(8 * 60)],
    ['until a day, when the clock stands before it was given', 'until', later(-2)],
  ])('is over: %s', (_, scope, now) => {
    expect(take(given(standing(scope)), {}, now)).toBe(null);
  });

  it.each<[string, ApprovalScope, Date, number]>([
    ['once', 'once', later(10), 0],
    ['until a day', 'until', later(11), 0],
    ['until a day, while the clock stands before it was given', 'until', later(-2), 1],
  ])('that has ended is gone, and no clock that is set back brings it to life: %s', (_, scope, now, left) => {
    const stateFolder = given(standing(scope));

    take(stateFolder, {}, now);

    expect(readdirSync(join(stateFolder, 'approvals'))).toHaveLength(left);
  });

  it('for a session lasts as long as it is used', () => {
    const stateFolder = given(standing('session'));

    for (let hours = 7; hours < 30; hours += 7) {
      expect(take(stateFolder, {}, later(hours * 60))).not.toBe(null);
    }
  });

  it.each<[string, (text: string) => string]>([
    ['changed', (text) => text.replace('2026-11-20T10:10', '2099-11-20T10:10')],
    ['cut', (text) => text.slice(0, -20)],
    ['empty', () => ''],
    ['no JSON', () => 'yes'],
    ['written with another key', () => standingText(standing('until'), Buffer.alloc(32, 9))],
  ])('that was %s is none', (_, change) => {
    const stateFolder = given(standing('until'));
    const [name = ''] = readdirSync(join(stateFolder, 'approvals'));
    const path = join(stateFolder, 'approvals', name);
    writeFileSync(path, change(readFileSync(path, 'utf8')));

    expect(take(stateFolder)).toBe(null);
  });

  it('of one reach renamed to another is none', () => {
    const stateFolder = temporaryFolder();
    mkdirSync(join(stateFolder, 'approvals'));
    const { until } = bindingsOf(call, hash);
    writeFileSync(
      join(stateFolder, 'approvals', `until-${until}-0123456789.json`),
      standingText(standing('once'), key),
    );

    expect(take(stateFolder)).toBe(null);
  });

  it('is listed while it is in force and removed when it is over', () => {
    const stateFolder = given(standing('until'));
    let now = later(1);
    const store = standingStore({ stateFolder, key }, () => now);
    expect(store.list()).toHaveLength(1);

    now = later(20);

    expect(store.list()).toEqual([]);
    expect(readdirSync(join(stateFolder, 'approvals'))).toEqual([]);
  });
});
