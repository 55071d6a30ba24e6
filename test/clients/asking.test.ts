import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeHome } from '../e2e/sallyport.ts';
import { endChildren, startDaemon } from '../shim/asking/asking.ts';

const clients = process.env['SALLYPORT_REAL_CLIENTS'] ?? '';
const recipes = process.env['SALLYPORT_RECIPES'] ?? '';
const askingShim = join(import.meta.dirname, '../shim/asking/fixtures/asking-shim.ts');

afterEach(endChildren);

/** One run of a real client whose scripted model calls one tool, through a shim that asks and waits for three seconds. */
function runClient(
  client: string,
  port: number,
  state: string,
  { env = [], era = 'legacy' }: { readonly env?: readonly string[]; readonly era?: string } = {},
): Promise<string> {
  const probe = [join(recipes, 'probe-server.mjs'), '--log', join(state, 'probe.jsonl'), '--era', era];
  const shim = [process.execPath, askingShim, 'run', '--client', client, '--server', 'probe', '--state', state, '--'];
  const words = ['TEST_ASK_ALL=1', 'TEST_LIMIT_MS=3000', ...env, ...shim, process.execPath, ...probe];
  const child = spawn('bash', [join(recipes, 'e2e.sh'), client, 'ok$', '{"a":1}'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: `${join(process.execPath, '..')}:/usr/bin:/bin:/usr/sbin:/sbin`,
      TMPDIR: state,
      CLIENTS: clients,
      PORT: String(port),
      SERVER_CMD: '/usr/bin/env',
      SERVER_ARGS: words.map((word) => JSON.stringify(word)).join(','),
    },
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  return new Promise((resolve) => child.on('close', () => resolve(out)));
}

function callsAt(state: string): number {
  const log = join(state, 'probe.jsonl');
  return existsSync(log) ? readFileSync(log, 'utf8').split('tools/call').length - 1 : 0;
}

describe('a real client whose call waits for a person for too long', () => {
  it.each([
    ['claude', 18_831],
    ['codex', 18_832],
    ['opencode', 18_833],
  ])(
    '%s is told that it did not run, and completes it on the identical retry after a late yes',
    { timeout: 180_000 },
    async (client, port) => {
      const state = makeHome();
      const daemon = await startDaemon(state);

      const first = runClient(client, port, state);
      const { id } = await daemon.asked();
      await daemon.changed('released');
      expect(await first).toContain('has not answered yet. It did not run.');
      expect(callsAt(state)).toBe(0);

      expect(await daemon.answer(id, 'approve')).toBe('kept-for-retry');
      expect(await runClient(client, port, state)).toContain('ok-from-probe');
      expect(daemon.seen.filter(({ kind }) => kind === 'asked')).toEqual([]);
    },
  );
});

describe('a real client without a person in front of it, where no daemon runs', () => {
  it.each([
    ['claude', 'modern', 18_841],
    ['claude', 'legacy', 18_842],
    ['codex', 'legacy', 18_843],
  ])(
    '%s (%s) is asked about reading, answers by itself, and the call does not run',
    { timeout: 180_000 },
    async (client, era, port) => {
      const state = makeHome();

      const out = await runClient(client, port, state, { env: ['TEST_ALL_READ=1'], era });

      expect(out).toContain('asked about this call by this client and did not approve it');
      expect(callsAt(state)).toBe(0);
    },
  );
});
