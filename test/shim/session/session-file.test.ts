import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionFile } from '../../../shim/session/session-file.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-session-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const at = new Date('2026-11-20T10:00:00Z');
const later = new Date('2026-11-20T11:00:00Z');

describe('the file of a session', () => {
  it('adds up what all of its connections did', () => {
    const [one, two] = [new SessionFile(state, 's1'), new SessionFile(state, 's1')];
    one.add({ kind: 'calls', calls: 2, denials: 1 }, at);
    two.add({ kind: 'calls', calls: 3, denials: 0 }, at);
    two.add({ kind: 'label', label: 'customer-data' }, at);
    one.add({ kind: 'label', label: 'customer-data' }, later);

    const expected = { calls: 5, denials: 1, labels: new Map([['customer-data', at.toISOString()]]) };
    expect(one.totals()).toEqual(expected);
    expect(two.totals()).toEqual(expected);
    expect(new SessionFile(state, 's1').totals()).toEqual(expected);
    expect(new SessionFile(state, 's2').totals()).toMatchObject({ calls: 0 });
  });

  it('counts from a reset on', () => {
    const one = new SessionFile(state, 's1');
    one.add({ kind: 'calls', calls: 2, denials: 2 }, at);
    one.add({ kind: 'label', label: 'secrets' }, at);
    expect(one.totals().calls).toBe(2);
    one.add({ kind: 'reset' }, at);
    one.add({ kind: 'calls', calls: 1, denials: 0 }, later);

    expect(one.totals()).toEqual({ calls: 1, denials: 0, labels: new Map() });
  });

  it('is not confused by half a line', () => {
    const one = new SessionFile(state, 's1');
    one.add({ kind: 'calls', calls: 1, denials: 0 }, at);
    const path = join(state, 'sessions', 's1.jsonl');
    appendFileSync(path, '{"v":1,"kind":"calls","calls":1,');
    expect(one.totals().calls).toBe(1);
    appendFileSync(path, '"denials":0}\n');

    expect(one.totals().calls).toBe(2);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
