import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskGroup } from '../../../../main/contract/approvals.ts';
import type { Daemon } from '../../../../main/daemon/service/daemon.ts';
import type { Visitor } from '../../../../main/daemon/service/door.ts';
import { ours } from '../../../policy/bundle/signed.ts';
import { type AskingShim, endChildren, startAskingShim } from '../../../shim/asking/asking.ts';
import { folderWith } from '../../scan-home.ts';
import { daemonOver } from './a-daemon.ts';

vi.setConfig({ testTimeout: 60_000 });
const person: Visitor = { id: 'window', granted: new Set(['read', 'change', 'approve']) };

let daemon: Daemon;
let shim: AskingShim;
beforeEach(async () => {
  const home = folderWith({});
  const stateFolder = join(home, '.sallyport');
  // Whoever decides here leaves approving to the window.
  mkdirSync(join(stateFolder, 'policy'), { recursive: true });
  const trust = { organisation: 'acme', keys: [ours.publicText], approvals: 'window-only' };
  writeFileSync(join(stateFolder, 'policy', 'trust.json'), JSON.stringify(trust));
  daemon = await daemonOver(home);
  await daemon.ready;
  shim = startAskingShim(stateFolder);
});
afterEach(async () => {
  endChildren();
  await daemon.close();
});

/** What waits, once so many questions do. */
async function waiting(count: number): Promise<AskGroup> {
  const groups = async (): Promise<readonly AskGroup[]> => {
    const asks = await daemon.service.handlers['approvals.list']({});
    return asks.kind === 'open' ? asks.groups : [];
  };
  await vi.waitUntil(async () => (await groups()).reduce((sum, { asks }) => sum + asks.length, 0) === count, {
    timeout: 30_000,
  });
  const [group] = await groups();
  if (group === undefined) {
    throw new Error('nothing waits');
  }
  return group;
}

async function confirmed(name: string, input: object): Promise<unknown> {
  const { door } = daemon.service;
  const first = await door.call(person, { name, input, confirmed: null });
  return first.ok || !('confirm' in first) ? first : door.call(person, { name, input, confirmed: first.confirm.token });
}

describe('a call that waits for a person', () => {
  it('appears in the window with what the server would get, and runs after a yes there', async () => {
    const told: number[] = [];
    daemon.service.hub.listen((event) => {
      if (event.name === 'approvals.changed') {
        told.push(event.data.waiting);
      }
    });
    shim.call(1, 'ask', { path: '/srv\u200b/x' });
    const group = await waiting(1);

    expect(group).toMatchObject({ agent: { client: 'codex' }, server: { name: 'habits' }, tool: { name: 'ask' } });
    expect(group.asks[0]?.arguments).toContain(String.raw`/srv\u200b/x`);
    expect(told).toEqual([1]);

    const asks = group.asks.map(({ id }) => id);
    const input = { asks, scope: 'once', until: null, reason: null };
    await expect(confirmed('approvals.approve', input)).resolves.toEqual({
      ok: true,
      value: {
        answered: 1,
        effects: { delivered: 1, 'kept-for-retry': 0, 'nobody-waits': 0, unconfirmed: 0, 'taken-back': 0 },
      },
    });

    await shim.text(1);
    expect(shim.ran()).toBe(1);
    await expect(daemon.service.handlers['approvals.list']({})).resolves.toMatchObject({
      groups: [],
      answered: [{ verdict: 'approved', client: 'codex', server: 'habits', tool: 'ask' }],
    });
  });

  it('does not run when the question of the window was not answered', async () => {
    shim.call(1, 'ask');
    const group = await waiting(1);
    const input = { asks: group.asks.map(({ id }) => id), scope: 'once', until: null, reason: null };

    const reply = await daemon.service.door.call(person, { name: 'approvals.approve', input, confirmed: null });

    expect(reply).toMatchObject({ confirm: { question: 'Let codex run ask on habits this one time?' } });
    expect((await waiting(1)).asks).toHaveLength(1);
  });

  it('is denied with a reason that its agent is told', async () => {
    shim.call(1, 'ask');
    const group = await waiting(1);

    await daemon.service.handlers['approvals.deny']({ asks: group.asks.map(({ id }) => id), reason: 'not on Fridays' });

    expect(await shim.text(1)).toContain('not on Fridays');
    shim.call(2, 'ran-alone');
    await shim.text(2);
    expect(shim.ran()).toBe(1);
  });

  it('keeps the id of its question when another of its calls is answered', async () => {
    shim.call(1, 'ask', { number: 1 });
    const before = await waiting(1);
    shim.call(2, 'ask', { number: 2 });
    const group = await waiting(2);

    await daemon.service.handlers['approvals.deny']({ asks: [group.asks[0]?.id ?? ''], reason: 'one is enough' });

    expect((await waiting(1)).id).toBe(before.id);
  });

  it('is one with others that are alike, and all are answered at once', async () => {
    shim.call(1, 'ask', { number: 1 });
    shim.call(2, 'ask', { number: 2 });
    const group = await waiting(2);
    const { parts, nextStep } = await daemon.service.handlers['overview.show']({});
    expect(parts).toContainEqual({ kind: 'asks', count: 2 });
    expect(nextStep).toEqual({ kind: 'answer-asks', count: 2 });

    const input = { asks: group.asks.map(({ id }) => id), scope: 'once', until: null, reason: null };
    await expect(confirmed('approvals.approve', input)).resolves.toMatchObject({ ok: true, value: { answered: 2 } });

    await Promise.all([shim.text(1), shim.text(2)]);
    expect(shim.ran()).toBe(2);
  });
});
