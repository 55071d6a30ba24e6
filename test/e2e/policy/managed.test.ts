import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedApprovals, serveApprovals } from '../../../main/daemon/approvals/serve.ts';
import type { ApprovalRequest } from '../../../main/daemon/approvals/request.ts';
import { beginPause } from '../../../main/daemon/policy/pause.ts';
import { type RealShim, removeFolders, type Reply, temporaryFolder } from '../../shim/real-shim.ts';
import { guardedWarehouse, managedInForce, told, trusting } from './guarded.ts';

let state: string;
beforeEach(() => {
  state = temporaryFolder();
});
afterEach(removeFolders);

const denyAll = {
  'settings.yaml': 'version: 1\nmode: lockdown\n',
  'person.cedar': '@id("none") forbid (principal, action, resource);',
};

function pauseForAnHour(): void {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  beginPause(state, { until, by: 'kim', channel: 'window', reason: 'a test' }, new Date());
}

describe('an organisation that lets nobody pause', () => {
  it('ends a pause that was begun before it said so, in shims that run', async () => {
    await managedInForce(state, denyAll, { mayPause: true });
    pauseForAnHour();
    const shim = guardedWarehouse(state);
    await shim.initialize();
    expect(await told(shim, 1, 'query')).toBe('query done');

    trusting(state, { mayPause: false });

    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 20_000 }).toMatch(/^denied/);
  });

  it('has no pause in shims that start, whatever lies on disk', async () => {
    await managedInForce(state, denyAll, { mayPause: false });
    pauseForAnHour();
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'drop_table')).toMatch(/^denied/);
    expect(shim.ran()).toEqual([]);
  });
});

describe('an organisation that wants approvals in the window alone', () => {
  const asking = {
    'settings.yaml': 'version: 1\nmode: lockdown\nelicitation: true\n',
    'person.cedar': `@id("asks") @ask("May it read?") @approval("session") permit (principal, action, resource);`,
  };

  /** A client that says yes to every form by itself. */
  function agreeable(shim: RealShim): { readonly forms: () => readonly Reply[] } {
    const forms = (): readonly Reply[] => shim.notifications().filter(({ method }) => method === 'elicitation/create');
    shim.send({
      id: 0,
      method: 'initialize',
      params: {
        protocolVersion: '2025-11-25',
        capabilities: { elicitation: {} },
        clientInfo: { name: 'test', version: '1' },
      },
    });
    shim.child.stdout?.on('data', () => {
      const form = forms().at(-1);
      if (form !== undefined) {
        shim.send({ id: form.id, result: { action: 'accept', content: { allow: true } } });
      }
    });
    return { forms };
  }

  it("does not take the client's word where there is no daemon", async () => {
    await managedInForce(state, asking, { approvals: 'window-only' });
    const shim = guardedWarehouse(state);
    const { forms } = agreeable(shim);

    expect(await told(shim, 1, 'query')).toMatch(/^denied: .*could not be asked/);
    expect(forms()).toEqual([]);
    expect(shim.ran()).toEqual([]);
  });

  it('is no other than one that lets the client ask, which does', async () => {
    await managedInForce(state, asking, { approvals: 'any' });
    const shim = guardedWarehouse(state);
    const { forms } = agreeable(shim);

    expect(await told(shim, 1, 'query')).toBe('query done');
    expect(forms()).toHaveLength(1);
  });

  describe('where an approval for the session was given before', () => {
    let served: ServedApprovals;
    let requests: ApprovalRequest[];
    beforeEach(async () => {
      const onError = (): void => undefined;
      served = await serveApprovals({ stateFolder: state, channels: () => 'any', openWindow: null, onError });
      requests = [];
      served.approvals.onChange(({ kind, request }) => kind === 'asked' && requests.push(request));
    });
    afterEach(() => served.close());

    async function approvedIn(channel: 'terminal' | 'window'): Promise<ReturnType<typeof guardedWarehouse>> {
      await managedInForce(state, asking, { approvals: 'any' });
      const shim = guardedWarehouse(state);
      await shim.initialize();
      const first = told(shim, 1, 'query');
      await expect.poll(() => requests.length, { timeout: 20_000 }).toBe(1);
      const yes = { by: 'kim', channel, reason: null, scope: 'session', until: null } as const;
      await served.approvals.approve(requests[0]?.id ?? '', yes);
      expect(await first).toBe('query done');
      expect(await told(shim, 2, 'query', { table: 'a' })).toBe('query done');
      trusting(state, { approvals: 'window-only' });
      return shim;
    }

    it('asks again where it was given at a terminal', async () => {
      const shim = await approvedIn('terminal');

      await expect
        .poll(
          () => {
            shim.send({ id: Date.now(), method: 'tools/call', params: { name: 'query', arguments: {} } });
            return requests.length;
          },
          { timeout: 20_000, interval: 300 },
        )
        .toBeGreaterThan(1);
    });

    it('takes one that was given in the window', async () => {
      const shim = await approvedIn('window');
      await new Promise((resolve) => setTimeout(resolve, 500));

      expect(await told(shim, 3, 'query', { table: 'b' })).toBe('query done');
      expect(requests).toHaveLength(1);
    });
  });
});
