import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeHome, sallyport } from '../e2e/sallyport.ts';

const clients = process.env['SALLYPORT_REAL_CLIENTS'] ?? '';
const recipes = process.env['SALLYPORT_RECIPES'] ?? '';
const shim = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport-shim');

describe('a real client, a scripted model and a real server with the shim between', () => {
  it.each([
    ['claude', 18_811],
    ['codex', 18_812],
    ['opencode', 18_813],
  ])('%s completes a tool call, which is on record', async (client, port) => {
    const state = makeHome();
    const words = [
      'run',
      '--client',
      client,
      '--server',
      'probe',
      '--state',
      state,
      '--',
      process.execPath,
      join(recipes, 'probe-server.mjs'),
      '--log',
      join(state, 'probe.jsonl'),
      '--era',
      'legacy',
    ];

    const { stdout } = spawnSync('bash', [join(recipes, 'e2e.sh'), client, 'ok$', '{"a":1}'], {
      encoding: 'utf8',
      timeout: 110_000,
      env: {
        PATH: `${join(process.execPath, '..')}:/usr/bin:/bin:/usr/sbin:/sbin`,
        TMPDIR: state,
        CLIENTS: clients,
        PORT: String(port),
        SERVER_CMD: shim,
        SERVER_ARGS: words.map((word) => JSON.stringify(word)).join(','),
      },
    });

    expect(stdout).toContain('ok-from-probe');
    const { out } = await sallyport(state, ['log', 'query', '--kind', 'decision', '--state', state, '--json']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { action: { method: 'tools/call', tool: 'ok' }, decision: { effect: 'allow' }, agent: { client } },
    ]);
    expect((await sallyport(state, ['log', 'verify', '--state', state])).code).toBe(0);
  });
});
