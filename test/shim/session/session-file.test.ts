import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropSessionsBefore, SessionFile, sessionPath, type Moment } from '../../../shim/session/session-file.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-session-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** A moment of a machine that has run for an hour and so many seconds. */
function at(seconds: number): Moment {
  const ms = seconds * 1000;
  return { wall: new Date(Date.parse('2026-11-20T10:00:00Z') + ms), machineMs: 3_600_000 + ms };
}

function call(
  hash: string,
  effect: 'allow' | 'deny' = 'allow',
): { kind: 'call'; call: string; effect: 'allow' | 'deny' } {
  return { kind: 'call', call: hash, effect };
}

describe('the file of a session', () => {
  it('adds up what all of its connections did', () => {
    const [one, two] = [new SessionFile(state, 's1'), new SessionFile(state, 's1')];
    one.add(call('a'), at(0));
    one.add(call('b', 'deny'), at(1));
    two.add(call('c'), at(2));
    two.add({ kind: 'label', label: 'customer-data' }, at(3));
    one.add({ kind: 'label', label: 'customer-data' }, at(4));

    const expected = { calls: 3, denials: 1, labels: ['customer-data'], ageMs: 5000, callsLastMinute: 3 };
    expect(one.totals(at(5))).toMatchObject(expected);
    expect(two.totals(at(5))).toMatchObject(expected);
    expect(new SessionFile(state, 's1').totals(at(5))).toMatchObject(expected);
    expect(new SessionFile(state, 's2').totals(at(5))).toMatchObject({ calls: 0, labels: [], ageMs: 0 });
  });

  it('loses no entry that follows a part of another one, as a full disk leaves it', () => {
    const one = new SessionFile(state, 's1');
    one.add(call('a'), at(0));
    appendFileSync(sessionPath(state, 's1'), '{"v":1,"time":"2026-11-20T10:00:0');
    one.add({ kind: 'label', label: 'a {"v":1, b' }, at(1));

    expect(one.totals(at(2))).toMatchObject({ calls: 1, labels: ['a {"v":1, b'] });
  });

  it.skipIf(process.platform === 'win32')('says when an entry finds no room', () => {
    const module = join(import.meta.dirname, '../../../shim/session/session-file.ts');
    const program = `import { SessionFile } from ${JSON.stringify(module)};
      const file = new SessionFile(process.argv[1], 's1');
      const at = { wall: new Date(0), machineMs: 0 };
      file.add({ kind: 'label', label: 'x'.repeat(500) }, at);
      try { file.add({ kind: 'label', label: 'y'.repeat(1000) }, at); } catch (error) { process.stdout.write(error.code); }`;
    const words = [process.execPath, '--input-type=module', '-e', program, state];
    const { stdout } = spawnSync('bash', ['-c', 'ulimit -f 1; exec "$0" "$@"', ...words], { encoding: 'utf8' });

    expect(stdout).toBe('ENOSPC');
    expect(new SessionFile(state, 's1').totals(at(0)).labels).toEqual(['x'.repeat(500)]);
  });

  it('knows how often the same call was made in a row, whichever connection made it', () => {
    const [one, two] = [new SessionFile(state, 's1'), new SessionFile(state, 's1')];
    one.add(call('a'), at(0));
    two.add(call('a'), at(1));

    expect(one.totals(at(2)).repeatsOf('a')).toBe(2);
    expect(one.totals(at(2)).repeatsOf('b')).toBe(0);
    two.add(call('b'), at(3));
    expect(one.totals(at(4)).repeatsOf('a')).toBe(0);
  });

  it('counts the calls of the last minute', () => {
    const one = new SessionFile(state, 's1');
    [0, 30, 59, 61].forEach((seconds) => one.add(call('a'), at(seconds)));

    expect(one.totals(at(61)).callsLastMinute).toBe(3);
    expect(one.totals(at(200)).callsLastMinute).toBe(0);
  });

  it('counts a call that a person refused, once', () => {
    const one = new SessionFile(state, 's1');
    one.add(call('a'), at(0));
    one.add({ kind: 'denied' }, at(1));

    expect(one.totals(at(1))).toMatchObject({ calls: 1, denials: 1 });
  });

  it('forgets what looked like a runaway once a person has looked, and keeps its labels', () => {
    const one = new SessionFile(state, 's1');
    one.add(call('a', 'deny'), at(0));
    one.add({ kind: 'label', label: 'secrets' }, at(0));
    one.add({ kind: 'looked' }, at(1));

    expect(one.totals(at(1))).toMatchObject({ calls: 1, denials: 0, callsLastMinute: 0, labels: ['secrets'] });
    expect(one.totals(at(1)).repeatsOf('a')).toBe(0);
  });

  it('begins anew at a reset', () => {
    const one = new SessionFile(state, 's1');
    one.add(call('a', 'deny'), at(0));
    one.add({ kind: 'label', label: 'secrets' }, at(0));
    expect(one.totals(at(1)).calls).toBe(1);
    one.add({ kind: 'reset' }, at(2));
    one.add(call('b'), at(3));

    expect(one.totals(at(4))).toMatchObject({ calls: 1, denials: 0, labels: [], ageMs: 2000 });
  });

  it('ends after eight hours in which nothing happened, and not before', () => {
    const one = new SessionFile(state, 's1');
    one.add({ kind: 'label', label: 'secrets' }, at(0));

    expect(one.totals(at(8 * 3600)).labels).toEqual(['secrets']);
    expect(one.totals(at(8 * 3600 + 1)).labels).toEqual([]);
    one.add(call('a'), at(8 * 3600 + 2));
    expect(new SessionFile(state, 's1').totals(at(8 * 3600 + 3))).toMatchObject({ calls: 1, labels: [] });
  });

  it('is shared by those that have it open and those that join when it was taken away meanwhile', () => {
    const [one, two] = [new SessionFile(state, 's1'), new SessionFile(state, 's1')];
    one.add(call('a'), at(0));
    two.totals(at(0));
    rmSync(sessionPath(state, 's1'));

    one.totals(at(1));
    one.add({ kind: 'label', label: 'secrets' }, at(1));

    expect(two.totals(at(2)).labels).toEqual(['secrets']);
    expect(new SessionFile(state, 's1').totals(at(2)).labels).toEqual(['secrets']);
    expect(one.totals(at(2)).labels).toEqual(['secrets']);
  });

  it('has each entry read that follows after it was emptied, and forgets no mark for that', () => {
    const one = new SessionFile(state, 's1');
    one.add({ kind: 'label', label: 'secrets' }, at(0));
    expect(one.totals(at(0)).labels).toEqual(['secrets']);
    truncateSync(sessionPath(state, 's1'));

    new SessionFile(state, 's1').add({ kind: 'label', label: 'pii' }, at(1));

    expect(one.totals(at(2)).labels).toEqual(['secrets', 'pii']);
  });

  it('forgets no mark when it is taken away', () => {
    const one = new SessionFile(state, 's1');
    one.add({ kind: 'label', label: 'secrets' }, at(0));
    one.totals(at(0));
    rmSync(sessionPath(state, 's1'));

    expect(one.totals(at(1)).labels).toEqual(['secrets']);
  });

  it('is not confused by half a line', () => {
    const one = new SessionFile(state, 's1');
    one.add(call('a'), at(0));
    appendFileSync(sessionPath(state, 's1'), '{"v":1,"ms":1,"kind":"call","call":"b",');
    expect(one.totals(at(1)).calls).toBe(1);
    appendFileSync(sessionPath(state, 's1'), '"effect":"allow"}\n');

    expect(one.totals(at(1)).calls).toBe(2);
    expect(statSync(sessionPath(state, 's1')).mode & 0o777).toBe(0o600);
  });
});

describe('files of sessions of days ago', () => {
  const hour = 3600;
  const kept = (session: string): boolean => existsSync(sessionPath(state, session));
  const lastUsed = (session: string, seconds: number, day: string): void => {
    new SessionFile(state, session).add({ kind: 'label', label: 'secrets' }, at(seconds));
    const time = new Date(`${day}T10:00:00Z`);
    utimesSync(sessionPath(state, session), time, time);
  };

  it.each([
    ['go when they have rested', 0, '2026-11-17', false],
    ['go when the machine was started since', 80 * hour, '2026-11-17', false],
    ['stay while only the machine has slept', 71 * hour, '2026-11-17', true],
    ['stay when they are of yesterday', 0, '2026-11-19', true],
  ])('%s', (_, seconds, day, stays) => {
    lastUsed('s1', seconds, day);

    dropSessionsBefore(state, '2026-11-18', at(72 * hour).machineMs);

    expect(kept('s1')).toBe(stays);
  });
});
