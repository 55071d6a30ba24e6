import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chain, type ChainEnd } from '../../../shim/record/chain.ts';
import { verifySegment, type ChainFault } from '../../../shim/record/verify.ts';

const count = 8;

function segment(): { readonly lines: readonly string[]; readonly head: ChainEnd } {
  const chain = new Chain();
  const lines = Array.from({ length: count }, (_, at) =>
    chain.link(`"time":"2026-11-20T10:00:00.00${at}Z","kind":"decision","call":${at + 1},"tool":"Prüfung 漢"`),
  );
  return { lines, head: chain.end };
}

const { lines, head } = segment();
const faultsOf = (bytes: Buffer): readonly ChainFault[] => verifySegment(bytes, { before: null, head }).faults;
const written = (all: readonly string[]): Buffer => Buffer.from(all.map((line) => `${line}\n`).join(''));
const named = (faults: readonly ChainFault[]): readonly number[] =>
  faults.flatMap((fault) => ('line' in fault ? [fault.line] : []));

const lineNumber = fc.integer({ min: 1, max: count });
const newline = 0x0a;

describe('any change inside a segment', () => {
  it('of one byte is found, and the line it stands in is named', () => {
    fc.assert(
      fc.property(lineNumber, fc.nat(), fc.integer({ min: 0, max: 255 }), (line, place, byte) => {
        const bytes = written(lines);
        const from = Buffer.byteLength(
          lines
            .slice(0, line - 1)
            .map((one) => `${one}\n`)
            .join(''),
        );
        const at = from + (place % Buffer.byteLength(lines[line - 1] ?? ''));
        fc.pre(byte !== newline && bytes[at] !== byte);
        bytes[at] = byte;

        expect(named(faultsOf(bytes))).toContain(line);
      }),
      { numRuns: 2000 },
    );
  });

  it('that breaks a line in two, or makes one of two, is found where it is', () => {
    fc.assert(
      fc.property(lineNumber, fc.nat(), fc.boolean(), (line, place, joins) => {
        const all = [...lines];
        const text = all[line - 1] ?? '';
        fc.pre(!joins || line < count);
        if (joins) {
          all.splice(line - 1, 2, `${text}${all[line] ?? ''}`);
        } else {
          const at = 1 + (place % (text.length - 1));
          all.splice(line - 1, 1, text.slice(0, at), text.slice(at));
        }

        expect(named(faultsOf(written(all))).some((one) => one === line || one === line + 1)).toBe(true);
      }),
    );
  });

  it('that removes lines is found, with the numbers of those that are gone', () => {
    fc.assert(
      fc.property(lineNumber, fc.integer({ min: 1, max: count }), (from, many) => {
        const all = lines.toSpliced(from - 1, many);
        const to = Math.min(count, from + many - 1);

        expect(faultsOf(written(all))).toEqual([
          to === count ? { kind: 'cut', from, to } : { kind: 'removed', line: from, from, to },
        ]);
      }),
    );
  });

  it('that puts lines in between is found, from the first of them on', () => {
    const foreign = fc.oneof(
      fc.string().filter((text) => !text.includes('\n')),
      fc.constantFrom(...lines),
      fc.constant('{"v":1,"seq":3,"prev":"00","kind":"decision"}'),
    );
    const some = fc.array(foreign, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: count - 1 }), some, (after, added) => {
        // Of two equal neighbours nobody can tell which was there first.
        fc.pre(added[0] !== lines[after]);

        expect(named(faultsOf(written(lines.toSpliced(after, 0, ...added))))).toContain(after + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('that doubles a line is found, and one of the two is named', () => {
    fc.assert(
      fc.property(lineNumber, (line) => {
        const [only, ...others] = named(faultsOf(written(lines.toSpliced(line, 0, lines[line - 1] ?? ''))));

        expect(others).toEqual([]);
        expect([line, line + 1]).toContain(only);
      }),
    );
  });

  it('that changes the order of two lines is found', () => {
    fc.assert(
      fc.property(lineNumber, lineNumber, (one, other) => {
        fc.pre(one < other);
        const all = lines.with(one - 1, lines[other - 1] ?? '').with(other - 1, lines[one - 1] ?? '');

        expect(named(faultsOf(written(all)))).toSatisfy((faults: readonly number[]) =>
          faults.some((line) => line >= one && line <= other + 1),
        );
      }),
    );
  });
});
