import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { chainChecks } from '../../../../main/daemon/activity/chain-check.ts';
import type { Jobs } from '../../../../main/daemon/jobs/job.ts';
import { threads } from '../../../../main/daemon/jobs/threads.ts';
import { segmentsIn } from '../../../../shim/record/trace-files.ts';
import { folderWith } from '../../scan-home.ts';
import { recordedTrace } from '../a-trace.ts';

let traceFolder: string;
let segment: string;
/** Checks that were made beside the daemon. */
let beside: number;
beforeEach(() => {
  const state = join(folderWith({}), '.sallyport');
  recordedTrace(state, 40);
  traceFolder = join(state, 'trace');
  segment = segmentsIn(traceFolder)[0]?.path ?? '';
  beside = 0;
});

const counting: Jobs = {
  run: (job, reins) => {
    beside += 1;
    return threads.run(job, reins);
  },
};
const breakChain = (): void => appendFileSync(join(traceFolder, segment), '{"v":1,"seq":7,"prev":"no"}\n');

describe('the check of one chain', () => {
  it('of a short one is made at once', async () => {
    const check = chainChecks(traceFolder, counting);

    expect(await check(segment)).toEqual({ kind: 'holds', records: 41 });
    expect(beside).toBe(0);
  });

  it('of a long one is made beside the daemon, once for all who ask meanwhile, and comes to the same', async () => {
    const check = chainChecks(traceFolder, counting, 100);

    const both = await Promise.all([check(segment), check(segment)]);

    expect(both).toEqual([
      { kind: 'holds', records: 41 },
      { kind: 'holds', records: 41 },
    ]);
    expect(beside).toBe(1);
    breakChain();
    expect(await check(segment)).toEqual(await chainChecks(traceFolder, counting)(segment));
    expect(await check(segment)).toMatchObject({ kind: 'broken' });
  });

  it('of one that was dropped says so', async () => {
    expect(await chainChecks(traceFolder, counting, 0)('2026-11-20/s00-00.jsonl')).toEqual({ kind: 'dropped' });
  });
});
