import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeFolders, temporaryFolder } from '../real-shim.ts';

afterAll(removeFolders);

const shimMain = join(import.meta.dirname, '../../../shim/main.ts');
/** A terminal on whose keys the kernel acts. */
const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

/** Notes each signal, and takes this long over its orderly end after the first. */
const orderly = `
const { appendFileSync } = require('node:fs');
const [, , log, endsAfterMs] = process.argv;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    appendFileSync(log, signal + '\\n');
    setTimeout(() => process.exit(0), Number(endsAfterMs));
  });
}
process.stdin.resume();
setInterval(() => {}, 1000);
appendFileSync(log, 'up\\n');
`;
/** Holds its end of the pipe open, tells who the shim is, and outlives the keys itself. */
const client = `
const { spawn } = require('node:child_process');
const [, , pidFile, ...words] = process.argv;
process.on('SIGINT', () => {});
const shim = spawn(words[0], words.slice(1), { stdio: ['pipe', 'inherit', 'inherit'] });
require('node:fs').writeFileSync(pidFile, String(shim.pid));
shim.on('exit', () => process.exit(0));
`;

interface AtTerminal {
  readonly terminal: ChildProcess;
  readonly shimPid: number;
  readonly ended: Promise<unknown>;
  readonly heard: () => readonly string[];
}

async function atTerminal(endsAfterMs: number): Promise<AtTerminal> {
  const state = temporaryFolder();
  const log = join(state, 'server.log');
  const pidFile = join(state, 'pid');
  writeFileSync(join(state, 'server.cjs'), orderly);
  writeFileSync(join(state, 'client.cjs'), client);
  const server = [process.execPath, join(state, 'server.cjs'), log, String(endsAfterMs)];
  const shim = [process.execPath, shimMain, 'run', '--client', 'test', '--server', 's', '--state', state, '--'];
  const words = [process.execPath, join(state, 'client.cjs'), pidFile, ...shim, ...server];
  const command = words.map((word) => `'${word}'`).join(' ');
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const heard = (): readonly string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
  // The shim listens before it starts its server.
  await expect.poll(heard, { timeout: 30_000 }).toEqual(['up']);
  await expect.poll(() => Number(readFileSync(pidFile, 'utf8')), { timeout: 30_000 }).toBeGreaterThan(0);
  const ended = new Promise((resolve) => terminal.once('close', resolve));
  return { terminal, shimPid: Number(readFileSync(pidFile, 'utf8')), ended, heard };
}

describe.skipIf(!hasTerminal)('Ctrl+C at a terminal', { concurrent: true, timeout: 60_000 }, () => {
  it('reaches a server once that takes its time to end, as without us', async () => {
    const { terminal, ended, heard } = await atTerminal(150);

    terminal.stdin?.write('\x03');

    await ended;
    expect(heard()).toEqual(['up', 'SIGINT']);
  });
});

describe.skipIf(!hasTerminal)(
  'SIGINT that a client sends to the shim alone',
  { concurrent: true, timeout: 60_000 },
  () => {
    it('reaches the server at a terminal too, once', async () => {
      const { shimPid, ended, heard } = await atTerminal(10);

      process.kill(shimPid, 'SIGINT');

      await ended;
      expect(heard()).toEqual(['up', 'SIGINT']);
    });
  },
);

describe.skipIf(process.platform !== 'linux')(
  'SIGTERM for a shim that leads a group of its own',
  { timeout: 60_000 },
  () => {
    it.each([
      ['and its whole group reaches the server once', -1],
      ['alone reaches the server too', 1],
    ])('%s', async (_, sign) => {
      const folder = temporaryFolder();
      const log = join(folder, 'server.log');
      writeFileSync(join(folder, 'server.cjs'), orderly);
      const words = ['run', '--client', 'test', '--server', 's', '--state', folder, '--', process.execPath];
      const shim = spawn(process.execPath, [shimMain, ...words, join(folder, 'server.cjs'), log, '100'], {
        detached: true,
        stdio: ['pipe', 'ignore', 'inherit'],
      });
      const ended = new Promise((resolve) => shim.once('close', resolve));
      const heard = (): readonly string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
      await expect.poll(heard, { timeout: 30_000 }).toEqual(['up']);

      process.kill(sign * (shim.pid ?? 0), 'SIGTERM');

      await ended;
      expect(heard()).toEqual(['up', 'SIGTERM']);
    });
  },
);
