import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../main/contract/settings.ts';
import {
  afterNotice,
  type Budget,
  freshBudget,
  type Notice,
  takeDigest,
  withoutWaiting,
} from '../../../main/shell/notice-budget.ts';

const limits: Settings['notifications'] = { mostAnHour: 2, quiet: null, digestAt: null };
const at = (clock: string): Date => new Date(`2026-11-20T${clock}:00`);
const drift = (key: string): Notice => ({ kind: 'drift', key, title: key, place: 'clients', count: 1 });

/** How many of these are shown, one after the other. */
function shown(notices: readonly (readonly [string, string])[], changed: Partial<typeof limits> = {}) {
  let budget = freshBudget(at('08:00'));
  const told = notices.filter(([clock, key]) => {
    const after = afterNotice(budget, drift(key), { ...limits, ...changed }, at(clock));
    ({ budget } = after);
    return after.isShown;
  });
  return { told: told.map(([, key]) => key), budget };
}

describe('notices', () => {
  it('are shown at once up to the number an hour, the others wait', () => {
    const { told, budget } = shown([
      ['09:00', 'a'],
      ['09:01', 'b'],
      ['09:02', 'c'],
    ]);

    expect(told).toEqual(['a', 'b']);
    expect(budget.waiting.map(({ key }) => key)).toEqual(['c']);
  });

  it('of ever new things cost no more than the first', () => {
    const { budget } = shown(Array.from({ length: 5000 }, (_, index) => ['09:00', `thing-${index}`] as const));

    expect(budget.lastByKey.size).toBeLessThanOrEqual(200);
    expect(budget.lastByKey.has('thing-4999')).toBe(true);
    expect(budget.waiting).toHaveLength(100);
  });

  it('have room again an hour later', () => {
    const { told } = shown([
      ['09:00', 'a'],
      ['09:01', 'b'],
      ['10:00', 'c'],
    ]);

    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('are not told twice within ten minutes, and again after', () => {
    const twice = shown([
      ['09:00', 'a'],
      ['09:09', 'a'],
    ]);
    const again = shown([
      ['09:00', 'a'],
      ['09:10', 'a'],
    ]);

    expect([twice.told, twice.budget.waiting]).toEqual([['a'], []]);
    expect(again.told).toEqual(['a', 'a']);
  });

  it('go on after the clock was set back, the same thing too', () => {
    const { told } = shown([
      ['12:00', 'a'],
      ['12:01', 'b'],
      ['09:00', 'a'],
      ['09:01', 'c'],
      ['09:02', 'd'],
    ]);

    expect(told).toEqual(['a', 'b', 'a', 'c']);
  });

  it('wait in quiet hours, also over midnight', () => {
    const quiet = { from: '22:00', to: '07:00' };

    expect(
      shown(
        [
          ['23:00', 'a'],
          ['06:59', 'b'],
        ],
        { quiet },
      ).told,
    ).toEqual([]);
    expect(
      shown(
        [
          ['21:59', 'a'],
          ['07:00', 'b'],
        ],
        { quiet },
      ).told,
    ).toEqual(['a', 'b']);
  });

  it('are none where the person wants none', () => {
    expect(shown([['09:00', 'a']], { mostAnHour: 0 }).told).toEqual([]);
  });
});

describe('what waited', () => {
  const quiet = { ...limits, quiet: { from: '22:00', to: '07:00' } };
  const keys = ({ notices }: { readonly notices: readonly Notice[] }): readonly string[] =>
    notices.map(({ key }) => key);
  const waiting = (changed: Partial<Budget> = {}): Budget => ({
    ...freshBudget(at('08:00')),
    waiting: [drift('a'), drift('b')],
    ...changed,
  });

  it('is told together, once, when it is not quiet', () => {
    expect(keys(takeDigest(waiting(), quiet, at('06:00')))).toEqual([]);

    const digest = takeDigest(waiting(), quiet, at('07:05'));
    expect(keys(digest)).toEqual(['a', 'b']);
    expect(keys(takeDigest(digest.budget, quiet, at('07:10')))).toEqual([]);
  });

  it('waits for room: a digest counts as one of the notices of an hour', () => {
    const full = waiting({ shownAt: [at('09:00').getTime(), at('09:10').getTime()] });

    expect(keys(takeDigest(full, limits, at('09:59')))).toEqual([]);
    const digest = takeDigest(full, limits, at('10:00'));
    expect(keys(digest)).toEqual(['a', 'b']);
    expect(afterNotice(digest.budget, drift('c'), limits, at('10:01')).isShown).toBe(false);
  });

  it('waits for the time of day that the person chose', () => {
    const daily = { ...limits, digestAt: '12:30' };

    expect(keys(takeDigest(waiting(), daily, at('12:29')))).toEqual([]);
    expect(keys(takeDigest(waiting(), daily, at('12:30')))).toEqual(['a', 'b']);
  });

  it('waits until the next day when it came after that time', () => {
    const daily = { ...limits, digestAt: '12:30' };
    const { budget } = takeDigest(freshBudget(at('08:00')), daily, at('12:31'));
    const later = { ...budget, waiting: [drift('a')] };

    expect(keys(takeDigest(later, daily, at('12:40')))).toEqual([]);
    expect(keys(takeDigest(later, daily, new Date('2026-11-21T12:30:00')))).toEqual(['a']);
  });

  it('keeps its turn while there is no room at that time', () => {
    const daily = { ...quiet, digestAt: '06:30' };

    const digest = takeDigest(waiting({ digestAt: at('05:00').getTime() }), daily, at('06:30'));

    expect(keys(digest)).toEqual([]);
    expect(keys(takeDigest(digest.budget, daily, at('07:00')))).toEqual(['a', 'b']);
  });

  it('is not told where the person wants no notices, or when it is over', () => {
    expect(keys(takeDigest(waiting(), { ...limits, mostAnHour: 0 }, at('12:00')))).toEqual([]);
    expect(
      keys(
        takeDigest(
          withoutWaiting(waiting(), ({ key }) => key === 'a'),
          limits,
          at('12:00'),
        ),
      ),
    ).toEqual(['b']);
  });
});
