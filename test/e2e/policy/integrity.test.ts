import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RealShim, removeFolders, startShim, temporaryFolder, traceOf } from '../../shim/real-shim.ts';
import { inForce, told } from './guarded.ts';

const approved = `sha512-${'a'.repeat(86)}==`;
const other = `sha512-${'b'.repeat(86)}==`;
// What npm names the folder of `npx some-server@1.0.0`.
const npxFolder = '.npm/_npx/df998d340dc63bdb';

let home: string;
let state: string;
beforeEach(async () => {
  home = temporaryFolder();
  state = join(home, '.sallyport');
  // Stands for npx: starts the server that it was told.
  const program = join(home, 'bin', 'npx');
  write(
    'bin/npx',
    `#!/bin/sh\nshift\nexec "${process.execPath}" "${join(import.meta.dirname, 'warehouse.cjs')}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  await inForce(state, {
    'settings.yaml': 'version: 1\nmode: lockdown\n',
    'person.cedar':
      '@id("approved") permit (principal, action, resource) when { resource.server.standing == "approved" };',
    'catalogue.yaml': catalogue(approved),
  });
});
afterEach(removeFolders);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

function catalogue(integrity: string): string {
  return `version: 1
servers:
  - identity: { purl: pkg:npm/some-server, versions: 1.0.0, integrity: ${integrity} }
    status: approved
    owner: data
    reason: reviewed
`;
}

function npxInstalled(integrity: string): void {
  const packages = { 'node_modules/some-server': { version: '1.0.0', integrity } };
  write(join(npxFolder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  write(join(npxFolder, 'node_modules/some-server/package.json'), '{"name":"some-server","version":"1.0.0"}');
}

/** The shell in between has the same environment, as a client has: so nothing of it is the entry's own. */
function guarded(): RealShim {
  const npm = Object.keys(process.env).filter((name) => /^npm_config_/i.test(name));
  return startShim({
    state,
    through: ['sh', '-c', '"$@"; exit $?', 'sh'],
    env: {
      ...Object.fromEntries(npm.map((name) => [name, undefined])),
      HOME: home,
      PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
    },
    cwd: home,
    command: ['npx', 'some-server@1.0.0', join(home, 'calls.log')],
  });
}

async function answerOf(shim: RealShim): Promise<string> {
  await shim.initialize();
  return told(shim, 1, 'query');
}

describe('an approval that asks for the integrity of a package', () => {
  it('holds when npx has installed that very archive', async () => {
    npxInstalled(approved);

    expect(await answerOf(guarded())).toBe('query done');
  });

  it('does not hold for another archive, and the record says why', async () => {
    npxInstalled(other);
    const shim = guarded();

    expect(await answerOf(shim)).toMatch(/^denied/);
    shim.child.stdin?.end();
    await shim.exit;
    expect(traceOf(state)).toContainEqual(
      expect.objectContaining({
        about: 'identity',
        server: expect.objectContaining({
          identity: 'pkg:npm/some-server',
          standing: 'shadow',
          unproven: 'the integrity of what is installed is another than the approved one',
        }),
      }),
    );
  });

  it('does not hold before npx has installed it', async () => {
    expect(await answerOf(guarded())).toMatch(/^denied/);
  });

  it('that comes while the server runs is checked then', async () => {
    await inForce(state, { 'catalogue.yaml': 'version: 1\n' });
    npxInstalled(approved);
    const shim = guarded();
    expect(await answerOf(shim)).toMatch(/^denied/);

    await inForce(state, { 'catalogue.yaml': catalogue(approved) });

    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 20_000 }).toBe('query done');
  });
});
