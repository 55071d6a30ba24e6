import { describe, expect, it } from 'vitest';
import { eventBrake } from '../../../../main/daemon/watch/event-brake.ts';
import { countTries } from '../../../../main/daemon/watch/tries.ts';

describe('a file that changes all the time', () => {
  it('is told of a few times, then named, then passed over until some time has gone by', () => {
    let now = new Date('2026-11-21T09:00:00Z');
    const brake = eventBrake({ most: 3, withinMs: 60_000, now: () => now });

    const first = ['a', 'a', 'a', 'a', 'b'].map((path) => brake.ask(path));
    now = new Date('2026-11-21T09:01:00Z');

    expect(first).toEqual(['tell', 'tell', 'last', 'drop', 'tell']);
    expect(brake.ask('a')).toBe('tell');
  });
});

describe('a client that fights back', () => {
  it('gets three tries a day for each file', () => {
    let now = new Date('2026-11-21T09:00:00Z');
    const tries = countTries({ most: 3, withinMs: 24 * 3_600_000, now: () => now });

    const first = ['a', 'a', 'a', 'a', 'b'].map((path) => tries.take(path));
    now = new Date('2026-11-22T09:00:00Z');

    expect(first).toEqual([true, true, true, false, true]);
    expect(tries.take('a')).toBe(true);
  });
});
