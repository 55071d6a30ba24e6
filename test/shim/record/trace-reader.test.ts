import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionFields } from '../../../shim/record/fields.ts';
import { Journal } from '../../../shim/record/journal.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';
import { segmentsIn } from '../../../shim/record/trace-files.ts';
import { answersQuery, type TraceQuery } from '../../../shim/record/trace-query.ts';
import { exported, fromTheStart, readSince } from '../../../shim/record/trace-reader.ts';

let trace: string;
beforeEach(() => {
  trace = mkdtempSync(join(tmpdir(), 'sallyport-read-'));
});
const opened: Journal[] = [];
afterEach(() => {
  // One that is left open writes its head a moment later, into a folder that is gone.
  opened.splice(0).forEach((one) => one.close());
  rmSync(trace, { recursive: true, force: true });
});

function journal(connection = 'c0ffee', client = 'cursor'): Journal {
  const made = new Journal({
    folder: segmentFolder(trace),
    clock: { now: () => new Date('2026-11-20T10:00:00Z'), elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection,
    durability: 'os',
    opening: () =>
      connectionFields(
        {
          user: { name: 'kim', id: '501' },
          agent: { client, verified: null, confidence: 'none', mode: 'principal', delegation: [] },
          server: { id: null, name: 'files' },
          version: '1.0.0',
        },
        null,
      ),
  });
  opened.push(made);
  return made;
}

function decide(into: Journal, call: number, tool = 'read'): void {
  into.append(
    `"kind":"decision","call":${call},"action":{"method":"tools/call","tool":"${tool}"},"decision":{"effect":"allow"}`,
  );
  void into.commit();
}

const seqs = (read: ReturnType<typeof readSince>) => read.rows.map(({ seq }) => seq);

describe('reading a trace that grows', () => {
  it('gives each record once, however often it is asked', () => {
    const one = journal();
    decide(one, 1);
    const first = readSince(trace, fromTheStart);
    decide(one, 2);
    decide(one, 3);
    const second = readSince(trace, first.cursor);
    const third = readSince(trace, second.cursor);

    expect([seqs(first), seqs(second), seqs(third)]).toEqual([[1, 2], [3, 4], []]);
  });

  it('gives the same again from the same place, as after a crash of the reader', () => {
    const one = journal();
    decide(one, 1);
    const { cursor } = readSince(trace, fromTheStart);
    decide(one, 2);

    expect(readSince(trace, cursor)).toEqual(readSince(trace, cursor));
  });

  it('leaves half a line for the next time', () => {
    const one = journal();
    decide(one, 1);
    one.close();
    const path = join(trace, segmentsIn(trace)[0]?.path ?? '');
    appendFileSync(path, '{"v":1,"seq":3,"kind":');
    const first = readSince(trace, fromTheStart);
    appendFileSync(path, '"end"}\n');

    expect(seqs(first)).toEqual([1, 2]);
    expect(seqs(readSince(trace, first.cursor))).toEqual([3]);
  });

  it('goes on in bites when there is much', () => {
    const one = journal();
    for (let call = 1; call <= 50; call += 1) {
      decide(one, call);
    }
    const found: number[] = [];
    let read = readSince(trace, fromTheStart, 2000);
    for (found.push(...seqs(read)); read.hasMore; found.push(...seqs(read))) {
      read = readSince(trace, read.cursor, 2000);
      expect(read.rows.length).toBeGreaterThan(0);
    }

    expect(found).toEqual(Array.from({ length: 51 }, (_, at) => at + 1));
  });

  it('knows the connection also of records far down, and exports them whole', () => {
    const one = journal();
    decide(one, 1);
    const { cursor } = readSince(trace, fromTheStart);
    decide(one, 2);
    const [row] = readSince(trace, cursor).rows;

    expect(row && exported(row)).toMatchObject({
      kind: 'decision',
      call: 2,
      user: { name: 'kim' },
      agent: { client: 'cursor' },
      server: { name: 'files' },
    });
  });

  it('counts lines that are no records', () => {
    const one = journal();
    decide(one, 1);
    one.close();
    appendFileSync(join(trace, segmentsIn(trace)[0]?.path ?? ''), 'words\n');

    expect(readSince(trace, fromTheStart).unreadable).toBe(1);
  });
});

describe('a query', () => {
  it.each([
    [{ kind: 'decision' }, 3],
    [{ kind: 'outcome' }, 0],
    [{ client: 'cursor', kind: 'decision' }, 2],
    [{ client: 'zed', tool: ['write'] }, 1],
    [{ server: 'files' }, 5],
    [{ server: 'other' }, 0],
    [{ effect: 'allow' }, 3],
    [{ effect: 'deny' }, 0],
    [{ since: new Date('2026-11-20T10:00:00Z') }, 5],
    [{ since: new Date('2026-11-20T10:00:01Z') }, 0],
    [{ until: new Date('2026-11-20T10:00:00Z') }, 0],
    [{ session: 's0123456789ab' }, 5],
  ] satisfies [TraceQuery, number][])('%j finds %i', (query, count) => {
    const one = journal('aa', 'cursor');
    decide(one, 1);
    decide(one, 2, 'write');
    const two = journal('bb', 'zed');
    decide(two, 1, 'write');

    expect(readSince(trace, fromTheStart).rows.filter((row) => answersQuery(row, query))).toHaveLength(count);
  });
});
