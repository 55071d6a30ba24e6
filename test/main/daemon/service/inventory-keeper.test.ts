import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Jobs } from '../../../../main/daemon/jobs/job.ts';
import { runJob } from '../../../../main/daemon/jobs/run-job.ts';
import { openHub } from '../../../../main/daemon/service/hub.ts';
import { type InventoryKeeper, openInventory } from '../../../../main/daemon/service/inventory-keeper.ts';
import { folderWith } from '../../scan-home.ts';
import { machineWith } from './a-service.ts';

/** A keeper over an empty home, whose scans are counted as they begin. */
function keeperOf(): { readonly keeper: InventoryKeeper; readonly begun: () => number } {
  const home = folderWith({});
  let begun = 0;
  const jobs: Jobs = {
    run: async (job, { progress }) => {
      begun += 1;
      await new Promise(setImmediate);
      return runJob(job, progress) as never;
    },
  };
  const keeper = openInventory({
    machine: machineWith(home),
    stateFolder: join(home, '.sallyport'),
    now: () => new Date(),
    mayReadGuarded: () => true,
    projects: () => [],
    jobs,
    hub: openHub((error) => {
      throw error;
    }),
    onNote: () => undefined,
  });
  return { keeper, begun: () => begun };
}

describe('hundreds of changes at one moment', () => {
  it('are looked at in one scan after the one that runs', async () => {
    const { keeper, begun } = keeperOf();
    const first = keeper.rescan();
    await new Promise(setImmediate);

    await Promise.all([first, ...Array.from({ length: 300 }, () => keeper.rescan())]);

    expect(begun()).toBe(2);
    await keeper.close();
  });

  it('hold up no scan that a person asks for, which is one of its own', async () => {
    const { keeper, begun } = keeperOf();
    const changes = Array.from({ length: 300 }, () => keeper.rescan());

    await keeper.scan({ signal: new AbortController().signal, progress: () => undefined });

    expect(begun()).toBe(2);
    await Promise.all(changes);
    expect(begun()).toBe(2);
    await keeper.close();
  });
});

describe('a change after a scan has begun', () => {
  it('is looked at in the next one', async () => {
    const { keeper, begun } = keeperOf();

    await keeper.rescan();
    await keeper.rescan();

    expect(begun()).toBe(2);
    await keeper.close();
  });
});
