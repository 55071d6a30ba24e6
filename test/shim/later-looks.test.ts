import { setImmediate as giveWay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LaterLooks } from '../../shim/later-looks.ts';

describe('looks that wait for a pause', () => {
  it('let others pass now and then, when they take their time', async () => {
    const looks = new LaterLooks();
    const happened: string[] = [];
    const passed = Promise.withResolvers<void>();
    const isDone = Promise.withResolvers<void>();

    looks.add(() => {
      happened.push('look 1');
      setImmediate(() => {
        happened.push('another');
        passed.resolve();
      });
      busy(6);
    }, 1);
    looks.add(() => {
      happened.push('look 2');
      isDone.resolve();
    }, 1);
    await Promise.all([passed.promise, isDone.promise]);

    expect(happened).toEqual(['look 1', 'another', 'look 2']);
  });

  it('are done together, when they do not', async () => {
    const looks = new LaterLooks();
    const happened: string[] = [];
    const isDone = Promise.withResolvers<void>();

    looks.add(() => {
      happened.push('look 1');
      setImmediate(() => happened.push('another'));
    }, 1);
    looks.add(() => {
      happened.push('look 2');
      isDone.resolve();
    }, 1);
    await isDone.promise;
    await giveWay();

    expect(happened).toEqual(['look 1', 'look 2', 'another']);
  });

  it('keep their order where one of them wants that nothing waits', () => {
    const looks = new LaterLooks();
    const seen: number[] = [];
    for (const number of [1, 2, 3]) {
      looks.add(() => {
        looks.doAll();
        seen.push(number);
      }, 1);
    }

    looks.doAll();

    expect(seen).toEqual([1, 2, 3]);
  });

  it('wait on when one of them fails', () => {
    const looks = new LaterLooks();
    const seen: number[] = [];
    looks.add(() => {
      throw new Error('broken');
    }, 1);
    looks.add(() => void seen.push(2), 1);

    expect(() => looks.doAll()).toThrow('broken');
    looks.doAll();

    expect(seen).toEqual([2]);
  });
});

function busy(forMs: number): void {
  for (const untilMs = performance.now() + forMs; performance.now() < untilMs;);
}
