import { describe, expect, it } from 'vitest';
import { inOwnTime, nowInField, untilText } from '../../renderer/parts/own-time.ts';

describe('an end that was typed', () => {
  it('is said in the time in which it was typed', () => {
    const typed = '2026-12-24T18:00';

    expect(untilText(new Date(typed).toISOString(), 'de-DE')).toBe('24. Dezember 2026 um 18:00');
  });

  it('is a day where a day was typed', () => {
    expect(untilText('2026-12-24', 'en-GB')).toBe('24 December 2026');
  });

  it('is said so within other words too, and nothing else in them is changed', () => {
    const moment = new Date(2026, 11, 24, 18, 0).toISOString();

    expect(inOwnTime(`paused until ${moment} · 2026-12-24`, 'en-GB')).toBe(
      'paused until 24 December 2026 at 18:00 · 2026-12-24',
    );
  });

  it('is not before the moment that a field calls now', () => {
    expect(nowInField(new Date(2026, 10, 28, 9, 5))).toBe('2026-11-28T09:05');
  });
});
