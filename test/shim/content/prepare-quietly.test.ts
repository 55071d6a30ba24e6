import { describe, expect, it } from 'vitest';
import { prepareQuietly } from '../../../shim/content/prepare-quietly.ts';

/** A connection whose time passes only in pauses, with messages at certain moments. */
function quietBut(messagesAtMs: readonly number[]): {
  readonly pause: (ms: number) => Promise<void>;
  readonly quietMs: () => number;
  readonly nowMs: () => number;
} {
  let nowMs = 0;
  return {
    pause: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    quietMs: () => nowMs - Math.max(-Infinity, ...messagesAtMs.filter((at) => at <= nowMs)),
    nowMs: () => nowMs,
  };
}

async function stepsTaken(messagesAtMs: readonly number[], count: number): Promise<readonly number[]> {
  const talk = quietBut(messagesAtMs);
  const taken: number[] = [];
  function* steps(): Generator<void, void, void> {
    for (let step = 0; step < count; step += 1) {
      taken.push(talk.nowMs());
      yield;
    }
  }

  await prepareQuietly(steps(), talk);

  return taken;
}

describe('getting ready in quiet moments', () => {
  it('begins when the start is over, and takes every step', async () => {
    const taken = await stepsTaken([0], 5);

    expect(taken).toHaveLength(5);
    expect(taken[0]).toBeGreaterThanOrEqual(500);
  });

  it('lets a message pass first, and what often follows it', async () => {
    const taken = await stepsTaken([0, 503, 540], 5);

    expect(taken).toHaveLength(5);
    expect(taken.filter((at) => at > 503 && at < 590)).toEqual([]);
  });
});
