import { describe, expect, it } from 'vitest';
import { noRounds, repeatsOf, timesInARow, withCall } from '../../../shim/session/rounds.ts';

/** How often the last of these calls was made in a row before it. */
function repeats(calls: readonly string[]): number {
  const rounds = calls.slice(0, -1).reduce(withCall, noRounds);
  return repeatsOf(rounds, calls.at(-1) ?? '');
}

const times = (count: number, round: readonly string[]): readonly string[] =>
  Array.from({ length: count }, () => round).flat();

describe('how often a call repeats itself', () => {
  it.each([
    ['never, when it is the first', ['a'], 0],
    ['never, when another one stood before it', ['a', 'b'], 0],
    ['once for each time in a row', times(4, ['a']), 3],
    ['not across another one', ['a', 'a', 'b', 'a'], 0],
    ['once for each round of two', times(11, ['a', 'b']), 10],
    ['once for each round of three', times(11, ['a', 'b', 'c']), 10],
    ['once for each round of four, one of which is in it twice', times(11, ['a', 'a', 'b', 'c']), 10],
    ['again from nothing, after something else', [...times(9, ['a', 'b']), 'x', ...times(2, ['a', 'b'])], 1],
  ])('%s', (_, calls, expected) => {
    expect(repeats(calls)).toBe(expected);
  });

  it.each([
    [[], 0],
    [['a'], 1],
    [times(4, ['a']), 4],
    [times(5, ['a', 'b']), 5],
    [['a', 'a', 'b'], 1],
  ])('tells of the newest call how often it was made, itself counted: %j', (calls, expected) => {
    expect(timesInARow(calls.reduce(withCall, noRounds))).toBe(expected);
  });

  it('never, where what stands between can not be told apart', () => {
    expect(repeats(times(20, ['a', '']))).toBe(0);
    expect(repeats([...times(20, ['a', '']), 'a'])).toBe(0);
  });

  it('never, where the tests run again and again between edits that differ', () => {
    const work = Array.from({ length: 50 }, (_, at) => ['tests', `edit ${at}`]).flat();

    expect(repeats([...work, 'tests'])).toBe(0);
  });
});
