import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job, Jobs } from '../../../../main/daemon/jobs/job.ts';
import { runJob } from '../../../../main/daemon/jobs/run-job.ts';
import { openTraceFeed, type TraceFeed } from '../../../../main/daemon/service/trace-feed.ts';
import { openSqlite } from '../../../../main/daemon/sqlite.ts';
import { folderWith } from '../../scan-home.ts';
import { recordedTrace } from '../a-trace.ts';

const longBytes = 256 * 1024;
let stateFolder: string;
let file: string;
let begun: Job['kind'][];
let faults: unknown[];
let feed: TraceFeed;
beforeEach(() => {
  stateFolder = join(folderWith({}), '.sallyport');
  file = join(stateFolder, 'trace.db');
  recordedTrace(stateFolder, 5000);
  rmSync(file);
  begun = [];
  faults = [];
});
afterEach(() => feed.close());

/** Takes in what is there. @param run does a job */
async function takenIn(run: (job: Job) => Promise<unknown>, long = longBytes): Promise<void> {
  const jobs: Jobs = {
    run: (job, { signal }) => {
      signal.throwIfAborted();
      begun.push(job.kind);
      return run(job) as never;
    },
  };
  feed = openTraceFeed(
    {
      stateFolder,
      jobs,
      onAdded: () => undefined,
      onFault: (error) => faults.push(error),
      onNote: (note) => faults.push(note),
      whileNobodyReads: (work) => work(),
    },
    { longBytes: long },
  );
  await feed.ready;
}

function records(): number {
  const store = openSqlite(file);
  const count = store.prepare<[], number>('SELECT count(*) FROM record').pluck().get();
  store.close();
  return count ?? 0;
}

const logBytes = (): number => statSync(`${file}-wal`).size;

describe('a long trace that the daemon takes in', () => {
  it('waits for the disk beside the daemon, and its log stays short', async () => {
    await takenIn((job) => runJob(job, () => undefined));

    expect(new Set(begun)).toEqual(new Set(['bring-log-in']));
    expect(records()).toBe(5001);
    // As much as one step may add.
    expect(logBytes()).toBeLessThan(64 * longBytes);
    expect(faults).toEqual([]);
  });

  it('is taken in all the same when nobody can bring the log in, which is tried again and told', async () => {
    await takenIn(() => Promise.reject(new Error('no thread')));

    expect(records()).toBe(5001);
    expect(begun.length).toBeGreaterThan(1);
    expect(faults).toHaveLength(begun.length);
  });

  it('is not interrupted while the log is short', async () => {
    await takenIn((job) => runJob(job, () => undefined), 1024 * longBytes);

    expect(begun).toEqual([]);
    expect(logBytes()).toBeGreaterThan(longBytes);
  });
});
