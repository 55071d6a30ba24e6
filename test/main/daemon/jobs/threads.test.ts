import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reins } from '../../../../main/daemon/jobs/job.ts';
import { runJob } from '../../../../main/daemon/jobs/run-job.ts';
import { threads } from '../../../../main/daemon/jobs/threads.ts';
import { openStore } from '../../../../main/daemon/store.ts';
import { folderWith } from '../../scan-home.ts';
import { machineWith } from '../service/a-service.ts';

const free: Reins = { signal: new AbortController().signal, progress: () => undefined };

function scanOf(home: string) {
  return {
    kind: 'scan',
    machine: machineWith(home),
    stateFolder: join(home, '.sallyport'),
    now: new Date('2026-11-20T09:00:00Z'),
    mayReadGuarded: true,
    projects: [],
    onFaultyCatalogue: 'fail',
  } as const;
}

const cursor = { '.cursor/mcp.json': { mcpServers: { files: { command: 'npx', args: ['files@1.0.0'] } } } };

describe('a job in a thread', () => {
  it('comes to the same as without one, and is remembered', async () => {
    const home = folderWith(cursor);

    const { inventories } = await threads.run(scanOf(home), free);

    const names = ({ servers }: (typeof inventories)[number]): unknown => servers.map((server) => server.names);
    expect(inventories.map(names)).toEqual([[['files']]]);
    const opened = openStore(join(home, '.sallyport'));
    const kept = opened.kind === 'open' ? opened.store.lastInventory(home) : null;
    expect(kept).toEqual(inventories[0]);
  });

  it('checks the chains of a trace, and says what is broken as it would without a thread', async () => {
    const home = folderWith({});
    const traceFolder = join(home, 'trace');
    mkdirSync(join(traceFolder, '2026-11-20'), { recursive: true });
    writeFileSync(join(traceFolder, '2026-11-20', 's0123456789ab-c1.jsonl'), '{"v":1,"seq":7,"prev":"no"}\n');
    const steps: number[] = [];
    const job = { kind: 'verify', traceFolder, chain: null } as const;

    const report = await threads.run(job, { ...free, progress: (done) => void steps.push(done) });

    expect(report).toEqual(await runJob(job, () => undefined));
    expect(report.faults).not.toEqual([]);
    expect(steps).toEqual([1]);
  });

  it('that fails with an error of ours fails with the same code and remedy', async () => {
    const home = folderWith({ ...cursor, '.sallyport/policy/catalogue.yaml': 'servers: [' });

    await expect(threads.run(scanOf(home), free)).rejects.toMatchObject({
      name: 'SallyportError',
      code: 'CATALOGUE_INVALID',
      remedy: expect.any(String) as string,
    });
  });

  it('that is stopped ends with the reason, and one that was stopped before never begins', async () => {
    const home = folderWith(cursor);
    const stop = new AbortController();
    const running = threads.run(scanOf(home), { ...free, signal: stop.signal });
    stop.abort(new Error('stopped by a person'));

    await expect(running).rejects.toThrow('stopped by a person');
    await expect(threads.run(scanOf(home), { ...free, signal: stop.signal })).rejects.toThrow('stopped by a person');
  });
});
