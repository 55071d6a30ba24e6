import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { isDaemonThere } from '../../../shim/asking/socket-place.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';

afterEach(removeFolders);

describe.skipIf(process.platform === 'win32')('a socket of a daemon', () => {
  it.each([
    ['whose process was killed is nobody', spawnSync(process.execPath, ['-e', '']).pid, false],
    ['whose process runs is one', process.pid, true],
  ])('%s', async (_, pid, expected) => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'run'), { mode: 0o700 });
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(join(state, 'run', 'daemon.sock'), resolve));
    writeFileSync(join(state, 'run', 'daemon.json'), JSON.stringify({ v: 1, pid, started: null, since: '' }));

    expect(isDaemonThere(state)).toBe(expected);
  });
});
