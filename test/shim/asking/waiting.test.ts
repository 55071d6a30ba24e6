import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdUntil } from '../../../shim/asking/waiting.ts';
import type { Hold } from '../../../shim/pipeline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A hold that keeps what it was told. */
function fakeHold(): { readonly hold: Hold; readonly told: string[]; readonly abandon: () => void } {
  const told: string[] = [];
  let abandoned: () => void = () => undefined;
  let isAbandoned = false;
  const hold: Hold = {
    isFollowed: true,
    progress: (text) => void told.push(text),
    elicit: () => null,
    onAbandoned: (run) => {
      abandoned = run;
      if (isAbandoned) {
        run();
      }
    },
  };
  return {
    hold,
    told,
    abandon: () => {
      isAbandoned = true;
      abandoned();
    },
  };
}

type Outcome = 'answered' | 'limit' | 'abandoned' | 'answered again';

function held(hold: Hold): { readonly outcomes: Outcome[]; readonly begun: ((outcome: Outcome) => boolean)[] } {
  const outcomes: Outcome[] = [];
  const begun: ((outcome: Outcome) => boolean)[] = [];
  const waits = { hold, limitMs: 25_000, onLimit: (): Outcome => 'limit', onAbandoned: (): Outcome => 'abandoned' };
  void holdUntil<Outcome>(waits, (settle) => begun.push(settle)).then((outcome) => outcomes.push(outcome));
  return { outcomes, begun };
}

describe('a call that is held', () => {
  it('tells of its progress at once and every ten seconds, and not after its answer', async () => {
    const { hold, told } = fakeHold();
    const { outcomes, begun } = held(hold);
    expect(told).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(20_000);
    expect(told).toHaveLength(3);

    expect(begun[0]?.('answered')).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(3);
    expect(outcomes).toEqual(['answered']);
  });

  it('is given up at its limit, after which no answer counts', async () => {
    const { hold } = fakeHold();
    const { outcomes, begun } = held(hold);

    await vi.advanceTimersByTimeAsync(25_000);

    expect(outcomes).toEqual(['limit']);
    expect(begun[0]?.('answered')).toBe(false);
  });

  it('is not asked about when its client is gone already', async () => {
    const { hold, abandon } = fakeHold();
    abandon();
    const { outcomes, begun } = held(hold);
    await vi.advanceTimersByTimeAsync(0);

    expect(begun).toEqual([]);
    expect(outcomes).toEqual(['abandoned']);
  });

  it('has one outcome, whatever comes after', async () => {
    const { hold, abandon } = fakeHold();
    const { outcomes, begun } = held(hold);

    abandon();
    expect(begun[0]?.('answered')).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(outcomes).toEqual(['abandoned']);
  });
});
