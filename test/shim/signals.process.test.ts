import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyTrace } from '../../shim/record/verify-trace.ts';
import { removeFolders, startShim, temporaryFolder, traceOf } from './real-shim.ts';

afterEach(removeFolders);

const relayed = ['SIGUSR1', 'SIGUSR2', 'SIGQUIT', 'SIGALRM', 'SIGXCPU'] as const;

describe.skipIf(process.platform === 'win32')('a signal that is not for us', () => {
  it.each(relayed)(
    '%s reaches a server that knows what to do with it, and the conversation goes on',
    async (signal) => {
      const folder = temporaryFolder();
      const mark = join(folder, 'got');
      const listening = `process.on('${signal}', () => require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''));`;
      const echo = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id } = JSON.parse(line);
      console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'here' }] } }));
    });`;
      const shim = startShim({ command: [process.execPath, '-e', `${listening}${echo}`], cwd: folder });
      await shim.call(1, 'any');

      shim.child.kill(signal);

      await expect.poll(() => existsSync(mark), { timeout: 20_000 }).toBe(true);
      expect(await shim.call(2, 'any')).toMatchObject({ result: { content: [{ text: 'here' }] } });
      expect(shim.stderr()).not.toContain('ebugger');
      shim.child.stdin?.end();
      await expect(shim.exit).resolves.toEqual({ code: 0, signal: null });
    },
  );

  it.each(relayed)('%s ends a server that does not, and us by the same signal with a whole record', async (signal) => {
    const folder = temporaryFolder();
    const shim = startShim({ command: ['sh', '-c', 'echo up >&2; exec cat >/dev/null'], cwd: folder });
    await expect.poll(() => shim.stderr(), { timeout: 20_000 }).toContain('up');
    shim.send({ id: 1, method: 'tools/call', params: { name: 'any', arguments: {} } });
    await expect.poll(() => existsSync(join(shim.state, 'trace')), { timeout: 20_000 }).toBe(true);

    shim.child.kill(signal);

    await expect(shim.exit).resolves.toEqual({ code: null, signal });
    expect(traceOf(shim.state).at(-1)).toMatchObject({ kind: 'end', exit: { signal } });
    expect(verifyTrace(join(shim.state, 'trace'))).toMatchObject({ faults: [], unconfirmed: [] });
  });
});

describe.skipIf(process.platform === 'win32')('a server that is ended by a signal', () => {
  it.each(['SIGUSR1', 'SIGPIPE', 'SIGSEGV', 'SIGABRT', 'SIGTERM', 'SIGKILL'] as const)(
    '%s ends us by the same one',
    async (signal) => {
      const dying = `read -r line; kill -${signal.slice(3)} $$; read -r line`;
      const shim = startShim({ command: ['sh', '-c', dying], cwd: temporaryFolder() });

      shim.send({ id: 1, method: 'ping' });

      await expect(shim.exit).resolves.toEqual({ code: null, signal });
    },
  );
});
