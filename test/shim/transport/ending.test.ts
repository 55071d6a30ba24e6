import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ending, type ServerTree } from '../../../shim/transport/ending.ts';
import { serverProcess, type ServerProcess } from '../../../shim/transport/start.ts';

const started: ServerProcess[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  started.splice(0).forEach(({ process: child }) => child.kill('SIGKILL'));
});

/** A server that ends by no signal but SIGKILL, and the signals that it, and its whole tree, are sent. */
function ending(outlivesServer: boolean): {
  readonly one: Ending;
  readonly toServer: unknown[];
  readonly toTree: string[];
} {
  const server = serverProcess(
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  started.push(server);
  const toServer: unknown[] = [];
  const toTree: string[] = [];
  const tree: ServerTree = {
    outlivesServer,
    look: () => [],
    signal: (name) => toTree.push(name),
  };
  vi.spyOn(server.process, 'kill').mockImplementation((name) => toServer.push(name) > 0);
  return {
    one: new Ending(
      () => server,
      tree,
      () => false,
    ),
    toServer,
    toTree,
  };
}

describe('a signal of the client', () => {
  it('goes to the server alone where its tree can be found without it', () => {
    const { one, toServer, toTree } = ending(true);

    one.begin('signal', 'SIGINT');

    expect(toServer).toEqual(['SIGINT']);
    expect(toTree).toEqual([]);
  });

  it.each([
    ['at once', 0],
    ['a little later, where the server may have got it already', 600],
  ])('ends the whole tree where nobody could find it any more: %s', (_, signalAfterMs) => {
    const { one, toServer, toTree } = ending(false);

    one.begin('signal', 'SIGINT', { signalAfterMs });
    vi.advanceTimersByTime(signalAfterMs);

    expect(toServer).toEqual([]);
    expect(toTree).toEqual(['SIGTERM']);
  });
});

describe('an end that began a while ago, because decisions took their time', () => {
  const askedAndKilled = (lateMs: number): readonly (readonly [string, number])[] => {
    const { one, toTree } = ending(true);
    const seen: [string, number][] = [];
    one.begin('client-closed', null, { lateMs });
    for (let ms = 1; ms <= 3000; ms += 1) {
      vi.advanceTimersByTime(1);
      toTree.splice(0).forEach((name) => seen.push([name, lateMs + ms]));
    }
    return seen;
  };

  it.each([
    [0, 1500],
    [700, 1500],
    [1500, 2000],
  ])('of %i ms ago leaves the server what is left, and kills in time', (lateMs, askedMs) => {
    expect(askedAndKilled(lateMs)).toEqual([
      ['SIGTERM', askedMs],
      ['SIGKILL', 2200],
    ]);
  });
});
