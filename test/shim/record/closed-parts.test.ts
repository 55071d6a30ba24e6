import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal } from '../../../shim/record/journal.ts';
import { prune } from '../../../shim/record/prune.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';
import { droppedSegments } from '../../../shim/record/tombstones.ts';
import { fromTheStart, readSince } from '../../../shim/record/trace-reader.ts';
import { verifyTrace } from '../../../shim/record/verify-trace.ts';

let trace: string;
beforeEach(() => {
  trace = mkdtempSync(join(tmpdir(), 'sallyport-closed-'));
  connection('aa', '2026-11-19');
  connection('bb', '2026-11-19');
  connection('cc', '2026-11-20');
});
afterEach(() => rmSync(trace, { recursive: true, force: true }));

/** Two records of one connection. */
function connection(id: string, day: string): void {
  const journal = new Journal({
    folder: segmentFolder(trace),
    clock: { now: () => new Date(`${day}T10:00:00Z`), elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: id,
    durability: 'os',
    opening: () => '"kind":"connection","agent":{"client":"c"},"server":{"name":"s"}',
  });
  journal.append('"kind":"decision"');
  void journal.commit();
  journal.close();
}

const segment = '2026-11-19/s0123456789ab-aa.jsonl';

/** Puts in the place of a part what no account can read there, root included. @returns gives the part back */
function shut(part: string): () => void {
  const path = join(trace, part);
  const away = join(trace, 'away');
  renameSync(path, away);
  if (readdirSync(trace, { withFileTypes: true }).some((one) => one.name === 'away' && one.isFile())) {
    mkdirSync(path);
  } else {
    writeFileSync(path, '');
  }
  return () => {
    rmSync(path, { recursive: true });
    renameSync(away, path);
  };
}

describe('a part of the trace that can not be read', () => {
  it.each([
    [segment, 4],
    ['2026-11-19', 2],
  ])('hides no other records, and is read once it can be: %s', (part, others) => {
    const open = shut(part);

    const first = readSince(trace, fromTheStart);

    expect(first.rows).toHaveLength(others);
    open();
    expect(readSince(trace, first.cursor)).toMatchObject({ closed: [], rows: { length: 6 - others } });
  });

  it('is named by its reader where it is a segment, and one that is gone is not', () => {
    shut(segment);
    const listed = [
      { path: segment, day: '2026-11-19', chain: 's0123456789ab-aa', part: 1 },
      { path: '2026-11-19/s0123456789ab-dd.jsonl', day: '2026-11-19', chain: 's0123456789ab-dd', part: 1 },
    ];

    expect(readSince(trace, fromTheStart, 1e6, listed).closed).toEqual([
      { path: segment, why: expect.stringContaining('EISDIR') },
    ]);
  });

  it.each([
    [segment, 2, 4],
    ['2026-11-19', 1, 2],
    ['tombstones.jsonl', 3, 6],
  ])('is named by log verify, which still looks at the others: %s', (part, segments, records) => {
    writeFileSync(join(trace, 'tombstones.jsonl'), '');
    shut(part);

    const { faults, ...report } = verifyTrace(trace);

    expect(faults).toEqual([{ segment: part, fault: { kind: 'unreadable', why: expect.any(String) } }]);
    expect(report).toMatchObject({ segments: part === segment ? segments + 1 : segments, records });
  });

  it('is no fault of a chain of another day', () => {
    shut('2026-11-19');

    expect(verifyTrace(trace, (chain) => chain === 's0123456789ab-cc').faults).toEqual([]);
  });

  it('does not keep the rest from being dropped, stays, and goes once it can be read', () => {
    const open = shut(segment);
    const now = new Date('2026-12-31T10:00:00Z');

    prune(trace, { totalBytes: 1e9, days: 30 }, now);

    expect(droppedSegments(trace)).toEqual(['2026-11-19/s0123456789ab-bb.jsonl', '2026-11-20/s0123456789ab-cc.jsonl']);
    open();
    prune(trace, { totalBytes: 1e9, days: 30 }, now);
    expect(droppedSegments(trace)).toContain(segment);
    expect(verifyTrace(trace)).toMatchObject({ faults: [], dropped: 3 });
  });
});
