import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyTrace } from '../../shim/record/verify-trace.ts';
import { makeHome } from '../e2e/sallyport.ts';

const clients = process.env['SALLYPORT_REAL_CLIENTS'] ?? '';
const recipes = process.env['SALLYPORT_RECIPES'] ?? '';
const jail = process.env['SALLYPORT_JAIL'] ?? '';
const shim = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport-shim');
const suite = join(recipes, 'conformance', 'run-server-suite.sh');
const server = [process.execPath, join(recipes, 'conformance', 'fixture.mjs')];

/** What the official suite says of a stdio server, scenario by scenario: checks passed and failed. */
async function results(
  version: string,
  command: readonly string[],
  home: string,
): Promise<Readonly<Record<string, string>>> {
  const out = join(home, 'results.txt');
  const child = spawn(jail, ['bash', suite, version, ...command], {
    stdio: 'ignore',
    env: {
      HOME: home,
      PATH: `${join(process.execPath, '..')}:/usr/bin:/bin:/usr/sbin:/sbin`,
      CONFORMANCE: join(clients, 'conformance', 'node_modules', '.bin', 'conformance'),
      OUT: out,
    },
  });
  await new Promise((resolve) => child.once('close', resolve));
  const lines = readFileSync(out, 'utf8').matchAll(/^[✓✗] (\S+): (\d+ passed, \d+ failed)/gmu);
  return Object.fromEntries([...lines].map(([, scenario, result]) => [scenario ?? '', result ?? '']));
}

describe('the official conformance suite', () => {
  it.each([
    ['2025-11-25', 33],
    ['2026-07-28', 50],
  ])('of %s gives the same through the shim as without it, scenario by scenario', async (version, scenarios) => {
    const home = makeHome();
    const guard = [shim, 'run', '--client', 'cursor', '--server', 'suite', '--state', home, '--'];
    const direct = await results(version, server, makeHome());
    const guarded = await results(version, [...guard, ...server], home);

    expect(Object.keys(direct).length).toBeGreaterThanOrEqual(scenarios);
    expect(guarded).toEqual(direct);
    const { records, faults } = verifyTrace(join(home, 'trace'));
    expect(records).toBeGreaterThan(scenarios);
    expect(faults).toEqual([]);
  });
});
