import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginPause } from '../../../main/daemon/policy/pause.ts';
import { removeFolders, temporaryFolder } from '../../shim/real-shim.ts';
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

    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 5000 }).toMatch(/^denied/);
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
