import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal } from '../../../shim/record/journal.ts';
import { prune } from '../../../shim/record/prune.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';
import { verifyTrace } from '../../../shim/record/verify-trace.ts';

let trace: string;
let now: Date;
let opened: Journal[];
beforeEach(() => {
  trace = mkdtempSync(join(tmpdir(), 'sallyport-verify-'));
  now = new Date('2026-11-19T10:00:00Z');
  opened = [];
});
afterEach(() => {
  opened.forEach((one) => one.close());
  rmSync(trace, { recursive: true, force: true });
});

/** A connection with one call on record. */
function connection(id: string): Journal {
  const journal = new Journal({
    folder: segmentFolder(trace),
    clock: { now: () => now, elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: id,
    durability: 'os',
    opening: (continues) => `"kind":"connection","continues":${JSON.stringify(continues)}`,
  });
  opened.push(journal);
  call(journal);
  return journal;
}

function call(journal: Journal): void {
  journal.append('"kind":"decision"');
  void journal.commit();
}

/** A connection that ends at once. */
function ended(id: string): void {
  connection(id).close();
}

/** Does something once, in the middle of whatever calls it. */
function once(act: () => void): () => true {
  let isDone = false;
  return () => {
    if (!isDone) {
      isDone = true;
      act();
    }
    return true;
  };
}

describe('a trace that is written to while it is verified', () => {
  it('misses nothing of a connection that begins', () => {
    ended('aa');

    const report = verifyTrace(
      trace,
      once(() => ended('bb')),
    );

    expect(report).toMatchObject({ faults: [], segments: 2, records: 4 });
  });

  it('misses nothing of a connection that goes on in another segment', () => {
    ended('aa');
    const long = connection('bb');
    const nextDay = once(() => {
      now = new Date('2026-11-20T00:00:01Z');
      call(long);
      long.close();
    });

    expect(verifyTrace(trace, () => true, nextDay)).toMatchObject({ faults: [], segments: 3, records: 6 });
  });

  it('misses nothing that is dropped for age meanwhile, with a tombstone', () => {
    ended('aa');
    ended('bb');
    const dropAll = once(() => prune(trace, { totalBytes: 0, days: 30 }, new Date('2026-11-20T10:00:00Z')));

    expect(verifyTrace(trace, () => true, dropAll)).toMatchObject({ faults: [], dropped: 2 });
  });

  it('still lacks what is taken away meanwhile without one', () => {
    ended('aa');
    ended('bb');
    const takeAway = once(() => rmSync(join(trace, '2026-11-19/s0123456789ab-bb.jsonl')));

    expect(verifyTrace(trace, () => true, takeAway).faults).toEqual([
      { segment: '2026-11-19/s0123456789ab-bb.jsonl', fault: { kind: 'missing' } },
    ]);
  });
});
