import { describe, expect, it } from 'vitest';
import type { Sink } from '../../shim/sink.ts';
import { UnreadAnswers } from '../../shim/unread-answers.ts';

/** A side that reads nothing until `read`. */
function unreading(): { sink: Sink; read: () => void } {
  let isFull = true;
  const drained: (() => void)[] = [];
  return {
    sink: {
      write: () => undefined,
      get isFull() {
        return isFull;
      },
      onDrain: (run) => void (isFull ? drained.push(run) : run()),
    },
    read: () => {
      isFull = false;
      drained.splice(0).forEach((run) => run());
    },
  };
}

const answer = Buffer.alloc(100 * 1024);

describe('a side that reads none of our answers', () => {
  it('is heard while they are few, so that one that only reads later is never stuck', () => {
    const answers = new UnreadAnswers(unreading().sink);

    answers.write([answer]);

    expect(answers.isFull).toBe(false);
  });

  it('is heard no more when they are many, until it reads', () => {
    const { sink, read } = unreading();
    const answers = new UnreadAnswers(sink);

    answers.write([answer, answer]);
    answers.write([answer]);
    const goneOn: boolean[] = [];
    answers.onDrain(() => goneOn.push(answers.isFull));
    expect([answers.isFull, goneOn]).toEqual([true, []]);
    read();

    expect(goneOn).toEqual([false]);
  });

  it('is heard whatever others send to it', () => {
    const { sink } = unreading();
    const answers = new UnreadAnswers(sink);

    sink.write([answer, answer, answer]);
    answers.write([]);

    expect(answers.isFull).toBe(false);
  });
});
