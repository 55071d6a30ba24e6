import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../main/contract/settings.ts';
import { afterNotice, freshBudget, type Notice, takeDigest } from '../../../main/shell/notice-budget.ts';

const limits: Settings['notifications'] = { mostAnHour: 2, quiet: null, digestAt: null };
const at = (clock: string): Date => new Date(`2026-11-20T${clock}:00`);
const drift = (key: string): Notice => ({ kind: 'drift', key, title: key, place: 'clients' });

/** How many of these are shown, one after the other. */
function shown(notices: readonly (readonly [string, string])[], changed: Partial<typeof limits> = {}) {
  let budget = freshBudget;
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
  it('is told together, once, when it is not quiet', () => {
    const { budget } = shown(
      [
        ['23:00', 'a'],
        ['23:30', 'b'],
      ],
      { quiet: { from: '22:00', to: '07:00' } },
    );
    const quiet = { ...limits, quiet: { from: '22:00', to: '07:00' } };

    expect(takeDigest(budget, quiet, at('06:00'))).toBeNull();
    const digest = takeDigest(budget, quiet, at('07:05'));
    expect(digest?.notices.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(takeDigest(digest?.budget ?? freshBudget, quiet, at('07:10'))).toBeNull();
  });
});
