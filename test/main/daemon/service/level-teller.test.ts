import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Overview } from '../../../../main/contract/overview.ts';
import { openHub } from '../../../../main/daemon/service/hub.ts';
import { tellLevels } from '../../../../main/daemon/service/level-teller.ts';
import { overviewOf } from '../../../../main/daemon/service/overview-view.ts';

let levels: ReturnType<typeof tellLevels>;
afterEach(() => levels.close());

function withPausedSessions(count: number): Overview {
  return overviewOf(null, {
    asks: 0,
    pausedUntil: null,
    pausedSessions: count,
    gaps: 0,
    policyTrouble: null,
    policyFault: null,
    catalogueFault: null,
    catalogueEntries: 0,
    isWelcomed: true,
  });
}

describe('how things stand', () => {
  it('is told again when it changes though nothing has happened here, and not while it stays', async () => {
    const faults: unknown[] = [];
    const hub = openHub((error) => faults.push(error));
    let paused = 1;
    let told = 0;
    hub.listen(({ name }) => (told += name === 'level.changed' ? 1 : 0));
    const deps = { hub, stateFolder: '/nowhere', approvals: null, pauses: null, onInternal: () => undefined };
    levels = tellLevels({ ...deps, overview: () => Promise.resolve(withPausedSessions(paused)) }, { lookEveryMs: 10 });
    await expect.poll(() => told, { timeout: 5000 }).toBe(1);
    await sleep(1500);
    expect(told).toBe(1);

    paused = 0;

    await expect.poll(() => told, { timeout: 5000 }).toBe(2);
    expect(faults).toEqual([]);
  });
});
