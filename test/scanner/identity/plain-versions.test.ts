import * as fc from 'fast-check';
import compare from 'semver/functions/compare.js';
import satisfies from 'semver/functions/satisfies.js';
import { describe, expect, it } from 'vitest';
import { compareVersions, isWithin, parseRange } from '../../../scanner/identity/version-range.ts';

const part = fc.nat({ max: 30 });
const version = fc.tuple(part, part, part).map((parts) => parts.join('.'));
const comparator = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '='), version).map(([operator, at]) => operator + at);
const range = fc
  .array(fc.array(comparator, { minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: 3 })
  .map((sets) => sets.map((set) => set.join(' ')).join(' || '));

describe('versions of three plain numbers, compared without semver', () => {
  it('are ordered as semver orders them', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions('npm', a, b))).toBe(compare(a, b));
      }),
    );
  });

  it('lie in a range exactly when semver says so', () => {
    fc.assert(
      fc.property(range, version, (text, at) => {
        const parsed = parseRange('npm', text);
        expect(parsed === null ? null : isWithin(at, parsed)).toBe(satisfies(at, text));
      }),
    );
  });
});
