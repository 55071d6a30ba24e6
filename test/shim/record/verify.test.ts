import { describe, expect, it } from 'vitest';
import { Chain, type ChainEnd } from '../../../shim/record/chain.ts';
import { type SegmentContext, verifySegment } from '../../../shim/record/verify.ts';

function segment(count: number): { readonly lines: string[]; readonly head: ChainEnd } {
  const chain = new Chain();
  const lines = Array.from({ length: count }, (_, at) => chain.link(`"kind":"decision","call":${at + 1}`));
  return { lines, head: chain.end };
}

const check = (lines: readonly string[], head: SegmentContext['head']) =>
  verifySegment(Buffer.from(lines.map((line) => `${line}\n`).join('')), { before: null, head }).faults;

describe('a segment nobody touched', () => {
  it('has no faults, and ends where its head says', () => {
    const { lines, head } = segment(5);

    expect(verifySegment(Buffer.from(`${lines.join('\n')}\n`), { before: null, head })).toEqual({
      faults: [],
      end: head,
      records: 5,
    });
  });

  it('goes on from the segment before it', () => {
    const { lines, head } = segment(6);
    const first = verifySegment(Buffer.from(`${lines.slice(0, 3).join('\n')}\n`), { before: null, head: null });

    expect(verifySegment(Buffer.from(`${lines.slice(3).join('\n')}\n`), { before: first.end, head }).faults).toEqual(
      [],
    );
  });
});

describe('a segment somebody changed', () => {
  it.each([1, 2, 3, 4, 5])('names line %i when its bytes were changed', (line) => {
    const { lines, head } = segment(5);
    lines[line - 1] = (lines[line - 1] ?? '').replace('decision', 'decisiom');

    expect(check(lines, head)).toEqual([{ kind: 'changed', line, seq: line }]);
  });

  it.each([1, 2, 3, 4])('names line %i when it is no record any more', (line) => {
    const { lines, head } = segment(5);
    lines[line - 1] = 'gone';

    expect(check(lines, head)).toEqual([{ kind: 'changed', line, seq: line }]);
  });

  it.each([
    ['one record', 2, 1, { line: 2, from: 2, to: 2 }],
    ['several records', 1, 3, { line: 1 + 1, from: 2, to: 4 }],
    ['the first record', 0, 1, { line: 1, from: 1, to: 1 }],
  ])('names %s that were removed', (_, from, count, expected) => {
    const { lines, head } = segment(6);
    lines.splice(from === 2 ? 1 : from, count);

    expect(check(lines, head)).toEqual([{ kind: 'removed', ...expected }]);
  });

  it.each([
    ['a copy of the line before', (lines: readonly string[]) => lines[1] ?? ''],
    ['words', () => 'not a record'],
    ['a record of the old number', () => '{"v":1,"seq":2,"prev":"00","kind":"decision"}'],
  ])('names a line that was put in between: %s', (_, make) => {
    const { lines, head } = segment(5);
    lines.splice(2, 0, make(lines));

    expect(check(lines, head)).toEqual([{ kind: 'inserted', line: 3 }]);
  });

  it('names a line put in between that is chained to the one before it', () => {
    const { lines, head } = segment(5);
    const forged = new Chain();
    const first = forged.link('"kind":"decision","call":1');
    const second = forged.link('"kind":"decision","call":2');
    const third = forged.link('"kind":"decision","call":99');
    expect([first, second]).toEqual(lines.slice(0, 2));
    lines.splice(2, 0, third);

    expect(check(lines, head)).toEqual([{ kind: 'inserted', line: 3 }]);
  });

  it('names lines that were put behind the end that the head tells of, however well they are chained to it', () => {
    const { lines, head } = segment(5);
    const { lines: longer } = segment(7);

    expect(check(longer, { ...head, ended: true })).toEqual([
      { kind: 'inserted', line: 6 },
      { kind: 'inserted', line: 7 },
    ]);
    expect(check([...lines.slice(0, 4), ...longer.slice(5)], { ...head, ended: true })).toHaveLength(2);
  });

  it('takes lines behind the head for new ones while its writer has not ended', () => {
    const { head } = segment(5);
    const { lines: longer } = segment(7);

    expect(check(longer, { ...head, ended: false })).toEqual([]);
  });

  it('finds a tail that was cut off, by the head', () => {
    const { lines, head } = segment(5);

    expect(check(lines.slice(0, 3), head)).toEqual([{ kind: 'cut', from: 4, to: 5 }]);
  });

  it('can not find a cut tail without a head', () => {
    const { lines } = segment(5);

    expect(check(lines.slice(0, 3), null)).toEqual([]);
  });
});

describe('a segment whose writer was killed', () => {
  it('has an unfinished last line, which is no tampering', () => {
    const { lines } = segment(3);
    const half = (lines[2] ?? '').slice(0, 20);

    const { faults, records } = verifySegment(Buffer.from(`${lines[0]}\n${lines[1]}\n${half}`), {
      before: null,
      head: null,
    });

    expect(faults).toEqual([{ kind: 'unfinished', line: 3 }]);
    expect(records).toBe(2);
  });
});
