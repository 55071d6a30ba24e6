import { describe, expect, it } from 'vitest';
import type { Api } from '../../main/contract/api.ts';
import type { Work } from '../../main/contract/work.ts';
import { followWork } from '../../renderer/api/follow-work.ts';

const running: Work = {
  id: 'w1',
  kind: 'verify',
  startedAt: '2026-11-01T08:00:00.000Z',
  endedAt: null,
  progress: { done: 0, total: null },
  canStop: true,
  state: { kind: 'running' },
};
const done: Work = { ...running, endedAt: '2026-11-01T08:00:09.000Z', state: { kind: 'done' } };

describe('long work that a window follows', () => {
  it('is told as ended although its end came while nobody could hear', async () => {
    const daemon = daemonWith(running);
    const told = follow(daemon);
    await daemon.answer();

    daemon.works = [done];
    daemon.returns();
    await daemon.answer();

    expect(told).toEqual(['running', 'done']);
  });

  it('is told as events say, whatever an older list says later', async () => {
    const daemon = daemonWith(running);
    const told = follow(daemon);

    daemon.tell({ ...done, id: 'w2' });
    daemon.tell(done);
    await daemon.answer();

    expect(told).toEqual(['done']);
  });

  it('is not told any more once nobody follows it', async () => {
    const daemon = daemonWith(running);
    const told: string[] = [];
    const stop = followWork(daemon.api, 'w1', ({ state }) => told.push(state.kind));

    stop();
    daemon.tell(done);
    daemon.returns();
    await daemon.answer();

    expect(told).toEqual([]);
  });
});

function follow({ api }: { readonly api: Api }): readonly string[] {
  const told: string[] = [];
  followWork(api, 'w1', ({ state }) => told.push(state.kind));
  return told;
}

/** A daemon that answers when it is told to, with the list as it was when it was asked. */
function daemonWith(first: Work) {
  const listeners = new Set<(work: Work) => void>();
  const watchers = new Set<(state: 'connected' | 'lost') => void>();
  const answers: (() => void)[] = [];
  const daemon = {
    works: [first],
    tell: (work: Work): void => listeners.forEach((listener) => listener(work)),
    returns: (): void => watchers.forEach((watcher) => watcher('connected')),
    answer: async (): Promise<void> => {
      answers.splice(0).forEach((answer) => answer());
      await new Promise(setImmediate);
    },
    api: {
      call: () => {
        const value = daemon.works;
        return new Promise((resolve) => answers.push(() => resolve({ ok: true, value })));
      },
      on: (_: string, listener: (work: Work) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onConnection: (watcher: (state: 'connected' | 'lost') => void) => {
        watchers.add(watcher);
        watcher('connected');
        return () => watchers.delete(watcher);
      },
    } as unknown as Api,
  };
  return daemon;
}
