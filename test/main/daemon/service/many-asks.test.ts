import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskGroup } from '../../../../main/contract/approvals.ts';
import type { Daemon } from '../../../../main/daemon/service/daemon.ts';
import type { Visitor } from '../../../../main/daemon/service/door.ts';
import { type Line, openLine } from '../../../../shim/asking/line.ts';
import { daemonKey } from '../../../../shim/record/device-key.ts';
import { folderWith } from '../../scan-home.ts';
import { daemonOver } from './a-daemon.ts';

const SESSIONS = 10;
const EACH = 40;

let daemon: Daemon;
let stateFolder: string;
let told: number[];
beforeEach(async () => {
  const home = folderWith({});
  stateFolder = join(home, '.sallyport');
  daemon = await daemonOver(home);
  await daemon.ready;
  told = [];
  daemon.service.hub.listen((event) => {
    if (event.name === 'approvals.changed') {
      told.push(event.data.waiting);
    }
  });
});
afterEach(() => daemon.close());

describe('hundreds of calls that ask at one moment', () => {
  it('are told together, and the last thing told is how many wait', async () => {
    const line = await lineTo(stateFolder);

    ids().forEach((id, index) => line.send({ type: 'ask', id, question: question(index) }));

    await vi.waitUntil(() => told.at(-1) === SESSIONS * EACH, { timeout: 20_000 });
    expect(told.length).toBeLessThan(SESSIONS * EACH * 0.5);
    line.close();
    await vi.waitUntil(() => told.at(-1) === 0, { timeout: 20_000 });
  });

  it('are drawn once each, however often somebody looks', async () => {
    const line = await lineTo(stateFolder);
    ids().forEach((id, index) => line.send({ type: 'ask', id, question: question(index) }));
    await vi.waitUntil(() => told.at(-1) === SESSIONS * EACH, { timeout: 20_000 });

    const first = asksOf(await groups());
    const second = asksOf(await groups());

    expect(first).toHaveLength(SESSIONS * EACH);
    expect(second.every((ask, index) => ask === first[index])).toBe(true);
    line.close();
  });
});

describe('a call that asks alone', () => {
  it('is told at once', async () => {
    const line = await lineTo(stateFolder);
    const before = performance.now();

    line.send({ type: 'ask', id: 'aaaaaaaaaa', question: question(0) });
    await vi.waitUntil(() => told.length > 0, { timeout: 20_000, interval: 5 });

    expect(told).toEqual([1]);
    expect(performance.now() - before).toBeLessThan(2000);
    line.close();
  });
});

describe('a call that two windows answer', () => {
  it('was not denied by the no that came after a yes: that is told, and the yes holds no more', async () => {
    const line = await lineTo(stateFolder);
    const id = 'aaaaaaaaaa';
    line.onLine((text) => {
      if (text.includes('"answer"')) {
        line.send({ type: 'taken', id });
      }
    });
    line.send({ type: 'ask', id, question: question(0) });
    await vi.waitUntil(() => told.at(-1) === 1, { timeout: 20_000 });
    const { handlers } = daemon.service;

    await handlers['approvals.approve']({ asks: [id], scope: 'session', until: null, reason: null });
    const after = await handlers['approvals.deny']({ asks: [id], reason: 'no' });

    expect(after.effects).toMatchObject({ delivered: 0, 'taken-back': 1 });
    await expect(handlers['approvals.list']({})).resolves.toMatchObject({ standing: [] });
    line.close();
  });
});

describe('a yes to several calls', () => {
  const all: Visitor = { id: 'window', granted: new Set(['read', 'change', 'approve']) };
  const asked = (asks: readonly string[]) =>
    daemon.service.door.call(all, {
      name: 'approvals.approve',
      input: { asks, scope: 'once', until: null, reason: null },
      confirmed: null,
    });

  it('is asked for those alone that the question names', async () => {
    const line = await lineTo(stateFolder);
    const [one = '', other = ''] = ids();
    line.send({ type: 'ask', id: one, question: question(0) });
    line.send({ type: 'ask', id: other, question: { ...question(1), bindings: bindings(1, 'f'.repeat(64)) } });
    await vi.waitUntil(() => told.at(-1) === 2, { timeout: 20_000 });

    await expect(asked([one, other])).resolves.toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    await expect(asked([one, one, 'ffffffffff'])).resolves.toMatchObject({
      confirm: { question: 'Let cursor run tool-0 on files this one time?' },
    });
    line.close();
  });

  it('counts them where they are alike', async () => {
    const line = await lineTo(stateFolder);
    const [one = '', other = ''] = ids();
    line.send({ type: 'ask', id: one, question: question(0) });
    line.send({ type: 'ask', id: other, question: question(20) });
    await vi.waitUntil(() => told.at(-1) === 2, { timeout: 20_000 });

    await expect(asked([one, other])).resolves.toMatchObject({
      confirm: { question: 'Let cursor run 2 calls of tool-0 on files this one time?' },
    });
    line.close();
  });
});

async function lineTo(folder: string): Promise<Line> {
  const line = await openLine(folder, daemonKey(folder));
  if (typeof line === 'string') {
    throw new TypeError(line);
  }
  return line;
}

async function groups(): Promise<readonly AskGroup[]> {
  const list = await daemon.service.handlers['approvals.list']({});
  return list.kind === 'open' ? list.groups : [];
}

function asksOf(found: readonly AskGroup[]): AskGroup['asks'] {
  return found.flatMap(({ asks }) => asks);
}

function ids(): readonly string[] {
  return Array.from({ length: SESSIONS * EACH }, (_, index) => index.toString(16).padStart(10, '0'));
}

function bindings(index: number, group: string): object {
  return { once: index.toString(16).padStart(64, '0'), session: group, until: group };
}

function question(index: number): object {
  const hash = (index % 20).toString(16).padEnd(64, '0');
  return {
    person: { id: '1000', name: 'kim' },
    agent: { client: 'cursor', verified: null, confidence: 'none', mode: 'principal', delegation: [] },
    server: { identity: 'pkg:npm/x', name: 'files' },
    session: `session-${Math.floor(index / EACH)}`,
    method: 'tools/call',
    tool: `tool-${index % 20}`,
    input: { path: `/srv/${index}`, text: 'lorem ipsum dolor '.repeat(50) },
    question: 'Run it?',
    because: ['person/ask'],
    term: 'session',
    effect: 'write',
    era: 'legacy',
    bindings: bindings(index, hash),
    isExact: true,
    heldUntil: new Date(Date.now() + 60_000).toISOString(),
  };
}
