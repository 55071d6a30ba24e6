import { describe, expect, it } from 'vitest';
import { inTurn } from '../../renderer/api/in-turn.ts';
import { type Asked, afterReply } from '../../renderer/api/use-answer.ts';

const error = { code: 'INTERNAL', message: 'something went wrong', remedy: 'Try again.' } as const;
const here: Asked<string> = { key: 'a', answer: { kind: 'here', value: 'old', stale: null } };

describe('an answer on the screen', () => {
  it('stays when the next one is a failure, and says why it may be old', () => {
    const after = afterReply(here, 'a', { ok: false, error });

    expect(after.answer).toEqual({ kind: 'here', value: 'old', stale: error });
    expect(afterReply(after, 'a', { ok: true, value: 'new' }).answer).toEqual({
      kind: 'here',
      value: 'new',
      stale: null,
    });
  });

  it('does not stand for another thing whose answer is a failure', () => {
    expect(afterReply(here, 'b', { ok: false, error }).answer).toEqual({ kind: 'failed', error });
  });

  it('is a failure where nothing is known yet', () => {
    expect(afterReply({ key: '', answer: { kind: 'loading' } }, 'a', { ok: false, error }).answer).toEqual({
      kind: 'failed',
      error,
    });
  });
});

describe('questions that are wished for faster than they are answered', () => {
  it('are asked one at a time, and once more for all that were wished for meanwhile', async () => {
    const open: (() => void)[] = [];
    const ask = inTurn(() => new Promise<void>((resolve) => open.push(resolve)));
    const answered = async (): Promise<void> => {
      open.at(-1)?.();
      await new Promise(setImmediate);
    };

    ask();
    ask();
    ask();
    expect(open).toHaveLength(1);
    await answered();
    expect(open).toHaveLength(2);
    await answered();
    expect(open).toHaveLength(2);
    ask();
    expect(open).toHaveLength(3);
  });
});
