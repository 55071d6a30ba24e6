import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal, type JournalOptions } from '../../../shim/record/journal.ts';
import { prune, pruneNowAndThen } from '../../../shim/record/prune.ts';
import { raiseTombstones, type Tombstone } from '../../../shim/record/tombstones.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';
import { segmentsIn } from '../../../shim/record/trace-files.ts';
import { verifyTrace } from '../../../shim/record/verify-trace.ts';

let trace: string;
beforeEach(() => {
  trace = mkdtempSync(join(tmpdir(), 'sallyport-prune-'));
});
afterEach(() => rmSync(trace, { recursive: true, force: true }));

function connection(id: string, times: readonly string[], options: Partial<JournalOptions> = {}): Journal {
  let next = -1;
  const journal = new Journal({
    folder: segmentFolder(trace),
    clock: { now: () => new Date(times[Math.max(0, next)] ?? 0), elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: id,
    durability: 'os',
    opening: () => '"kind":"connection"',
    ...options,
  });
  for (const time of times) {
    next += 1;
    journal.append(`"kind":"decision","at":"${time}"`);
    void journal.commit();
  }
  journal.flush();
  return journal;
}

/** One that has ended. */
function ended(id: string, times: readonly string[]): void {
  connection(id, times).close();
}

const now = new Date('2026-11-20T12:00:00Z');
const days = () => segmentsIn(trace).map(({ day }) => day);

describe('a trace folder with old segments', () => {
  it('loses those beyond the age, and tombstones explain it', () => {
    ended('aa', ['2026-10-01T10:00:00Z']);
    ended('bb', ['2026-11-19T10:00:00Z']);

    const stones = prune(trace, { totalBytes: 1e9, days: 30 }, now);

    expect(days()).toEqual(['2026-11-19']);
    expect(stones).toMatchObject([{ chain: 's0123456789ab-aa', part: 1, reason: 'age', seq: 2 }]);
    expect(verifyTrace(trace)).toMatchObject({ faults: [], dropped: 1 });
    expect(existsSync(join(trace, '2026-10-01'))).toBe(false);
  });

  it('loses a head of yesterday that tells of no record, and keeps the one of a writer that begins', () => {
    const heads = join(trace, 'heads');
    mkdirSync(heads);
    for (const [chain, hoursAgo] of [
      ['s0123456789ab-aa', 25],
      ['s0123456789ab-bb', 1],
    ] as const) {
      const path = join(heads, `${chain}.json`);
      writeFileSync(path, '');
      const at = new Date(now.getTime() - hoursAgo * 60 * 60 * 1000);
      utimesSync(path, at, at);
    }

    prune(trace, { totalBytes: 1e9, days: 30 }, now);

    expect(readdirSync(heads)).toEqual(['s0123456789ab-bb.json']);
  });

  it('loses the first part of a long connection, and the rest still fits', () => {
    ended('aa', ['2026-10-01T10:00:00Z', '2026-11-10T10:00:00Z', '2026-11-11T10:00:00Z']);

    prune(trace, { totalBytes: 1e9, days: 30 }, now);

    expect(days()).toEqual(['2026-11-10', '2026-11-11']);
    expect(verifyTrace(trace)).toMatchObject({ faults: [], dropped: 1 });
  });

  it('holds the parts of a chain in their order, also where the clock was set back over midnight', () => {
    ended('aa', ['2026-11-20T00:00:01Z', '2026-11-19T23:59:59Z', '2026-11-20T00:00:02Z']);

    expect(verifyTrace(trace)).toMatchObject({ segments: 3, faults: [], unconfirmed: [] });
  });

  it('is no alibi: a segment that goes without a tombstone is still missing', () => {
    ended('aa', ['2026-10-01T10:00:00Z', '2026-11-10T10:00:00Z', '2026-11-11T10:00:00Z']);
    prune(trace, { totalBytes: 1e9, days: 30 }, now);
    rmSync(join(trace, segmentsIn(trace)[0]?.path ?? ''));

    expect(verifyTrace(trace).faults).toMatchObject([{ fault: { kind: 'missing' } }]);
  });
});

describe('a trace folder that is too large', () => {
  it('loses the oldest first, those of today too, until it is small enough', () => {
    ended('aa', ['2026-11-18T10:00:00Z']);
    ended('bb', ['2026-11-19T10:00:00Z']);
    ended('dd', ['2026-11-20T09:00:00Z']);
    ended('cc', ['2026-11-20T10:00:00Z']);
    const [, , newest] = segmentsIn(trace);
    const { size } = statSync(join(trace, newest?.path ?? ''));
    utimesSync(join(trace, '2026-11-20/s0123456789ab-dd.jsonl'), now, new Date(now.getTime() - 60_000));

    const stones = prune(trace, { totalBytes: size, days: 30 }, now);

    expect(stones.map(({ chain, reason }) => [chain, reason])).toEqual([
      ['s0123456789ab-aa', 'size'],
      ['s0123456789ab-bb', 'size'],
      ['s0123456789ab-dd', 'size'],
    ]);
    expect(segmentsIn(trace).map(({ chain }) => chain)).toEqual(['s0123456789ab-cc']);
    expect(verifyTrace(trace)).toMatchObject({ faults: [], dropped: 3 });
  });

  it('keeps what a running connection of today writes to, and that of one that was killed', () => {
    const running = connection('aa', ['2026-11-20T10:00:00Z']);

    expect(prune(trace, { totalBytes: 0, days: 30 }, now)).toEqual([]);

    running.close();
    expect(prune(trace, { totalBytes: 0, days: 30 }, now)).toHaveLength(1);
  });

  it.each([
    ['that goes on', true],
    ['that only ends', false],
  ])('loses what a running connection wrote yesterday, and the rest of one %s still fits', (_, goesOn) => {
    let at = '2026-11-19T10:00:00Z';
    const running = connection('aa', [at], { clock: { now: () => new Date(at), elapsedMs: () => 0 } });
    prune(trace, { totalBytes: 0, days: 30 }, now);
    at = '2026-11-20T12:00:01Z';
    running.append('"kind":"end"');
    if (goesOn) {
      void running.commit();
    }

    running.close();

    expect(verifyTrace(trace)).toMatchObject({ segments: 1, faults: [], unconfirmed: [], dropped: 1 });
  });

  it('loses the full parts of a running connection, and the rest still fits', () => {
    const running = connection('aa', ['2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z', '2026-11-20T10:00:02Z'], {
      segmentBytes: 1,
    });

    expect(prune(trace, { totalBytes: 0, days: 30 }, now).map(({ part }) => part)).toEqual([1, 2]);

    running.close();
    expect(verifyTrace(trace)).toMatchObject({ segments: 1, faults: [], unconfirmed: [], dropped: 2 });
  });

  it('is tidied once an hour, by one program', () => {
    ended('aa', ['2026-10-01T10:00:00Z']);
    pruneNowAndThen(trace, { totalBytes: 1e9, days: 30 }, now);
    expect(days()).toEqual([]);

    ended('bb', ['2026-10-01T10:00:00Z']);
    pruneNowAndThen(trace, { totalBytes: 1e9, days: 30 }, new Date(now.getTime() + 60_000));
    expect(days()).toEqual(['2026-10-01']);

    pruneNowAndThen(trace, { totalBytes: 1e9, days: 30 }, new Date(now.getTime() + 61 * 60_000));
    expect(days()).toEqual([]);
  });

  it.each(['.pruned', '.prune-lock'])('is tidied although %s is of before the clock was set back', (name) => {
    ended('aa', ['2026-10-01T10:00:00Z']);
    const later = new Date('2031-01-01T00:00:00Z');
    writeFileSync(join(trace, name), '');
    utimesSync(join(trace, name), later, later);

    expect(pruneNowAndThen(trace, { totalBytes: 1e9, days: 30 }, now)).toBe(true);
    expect(days()).toEqual([]);
  });

  it('is left alone while another program is at it', () => {
    ended('aa', ['2026-10-01T10:00:00Z']);
    writeFileSync(join(trace, '.prune-lock'), '');
    utimesSync(join(trace, '.prune-lock'), now, now);

    expect(pruneNowAndThen(trace, { totalBytes: 1e9, days: 30 }, now)).toBe(false);
    expect(days()).toEqual(['2026-10-01']);
  });
});

describe('tombstones', () => {
  const stones = (part: number): readonly Tombstone[] => [
    {
      chain: 's0123456789ab-aa',
      part,
      day: '2026-10-01',
      sizeBytes: 1,
      seq: 1,
      hash: 'a'.repeat(64),
      reason: 'age',
      droppedAt: '2026-11-20T12:00:00Z',
    },
  ];
  const path = (): string => join(trace, 'tombstones.jsonl');

  it('of which a full disk took a part are not there, and the next ones fit', () => {
    raiseTombstones(trace, stones(1));
    const before = readFileSync(path(), 'utf8');
    const full = ((file: number, bytes: Buffer, from: number, length: number, at: number) => {
      if (at > before.length) {
        throw new Error('ENOSPC');
      }
      return writeSync(file, bytes, from, Math.min(length, 50), at);
    }) as typeof writeSync;

    expect(() => raiseTombstones(trace, stones(2), full)).toThrow('ENOSPC');

    expect(readFileSync(path(), 'utf8')).toBe(before);
    raiseTombstones(trace, stones(2));
    expect(verifyTrace(trace)).toMatchObject({ faults: [], dropped: 2 });
  });

  it('go on before the line in which their writer was killed', () => {
    raiseTombstones(trace, stones(1));
    appendFileSync(path(), '{"v":1,"seq":2,"prev"');

    raiseTombstones(trace, stones(2));

    expect(verifyTrace(trace)).toMatchObject({ faults: [], dropped: 2 });
  });

  it('that somebody changed are still named', () => {
    raiseTombstones(trace, [...stones(1), ...stones(2)]);
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('"part":1', '"part":9'));

    raiseTombstones(trace, stones(3));

    expect(verifyTrace(trace).faults).toMatchObject([{ segment: 'tombstones.jsonl', fault: { kind: 'changed' } }]);
  });
});
