import { describe, expect, it } from 'vitest';
import { comparePep440, parsePep440 } from '../../../scanner/identity/pep440.ts';

describe('Python versions', () => {
  it('stand in the order of PEP 440', () => {
    const inOrder = [
      '1.0.dev1',
      '1.0a1.dev1',
      '1.0a1',
      '1.0a2',
      '1.0b1',
      '1.0rc1',
      '1.0rc1.post1',
      '1.0',
      '1.0.post1.dev1',
      '1.0.post1',
      '1.0.1',
      '1.1.dev0',
      '1.10',
      '2024.1',
      '1!0.1',
    ];
    const parsed = inOrder.map((text) => ({ text, version: parsePep440(text) }));

    const sorted = parsed.toReversed().toSorted((a, b) => {
      if (a.version === null || b.version === null) {
        throw new Error('every one of these is a version');
      }
      return comparePep440(a.version, b.version);
    });

    expect(sorted.map(({ text }) => text)).toEqual(inOrder);
  });

  it.each([
    ['1.0', '1.0.0'],
    ['v1.0', '1.0'],
    ['1.0-alpha.1', '1.0a1'],
    ['1.0c1', '1.0rc1'],
    ['1.0-1', '1.0.post1'],
    ['1.0.rev2', '1.0.post2'],
    ['1.0+local.1', '1.0'],
  ])('%s is %s', (one, other) => {
    const [a, b] = [parsePep440(one), parsePep440(other)];

    expect(a !== null && b !== null && comparePep440(a, b)).toBe(0);
  });

  it.each(['', 'latest', '1.*', '>=1', '1.0 2.0', '1.0-', '1..0'])('%j is none', (text) => {
    expect(parsePep440(text)).toBeNull();
  });
});
