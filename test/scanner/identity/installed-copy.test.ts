import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDisk } from '../../../scanner/disk.ts';
import { installedCopy } from '../../../scanner/identity/installed-copy.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { InstalledCopy } from '../../../scanner/model/identity.ts';
import { realFiles } from '../../../scanner/real-files.ts';
import { type Bench, makeBench } from './bench.ts';

// What npm 11 names the folder of `npx -y semver@7.6.0`, seen on a real one.
const folder = '.npm/_npx/9dfaefb6dc6ac94c';
const integrity = 'sha512-EnwXhrlwXMk9gKu5/flx5sv/an57AkRplG3hTK68W7FRDN+k+OWBj65M7719OkA82XLBxrcX0KSHj+X5COhOVg==';
const noted = { version: '7.6.0', resolved: 'https://registry.example/semver-7.6.0.tgz', integrity };

let bench: Bench;
beforeEach(() => {
  bench = makeBench();
});
afterEach(() => bench.remove());

/** What npx leaves behind: its note, and the package as it was unpacked. */
function npxInstalled(
  note: unknown = noted,
  unpacked: object = { name: 'semver', version: '7.6.0' },
  under = folder,
): void {
  const lock = { name: '9dfaefb6dc6ac94c', lockfileVersion: 3, packages: { 'node_modules/semver': note } };
  bench.write(join(bench.home, under, 'node_modules/.package-lock.json'), JSON.stringify(lock));
  bench.write(join(bench.home, under, 'node_modules/semver/package.json'), JSON.stringify(unpacked));
}

async function copyOf(line = 'npx -y semver@7.6.0', changed: Partial<Machine> = {}): Promise<InstalledCopy> {
  const machine = { ...bench.machine(), ...changed };
  const files = realFiles({ userId: machine.userId, disk: localDisk, hashes: new Map() });
  return installedCopy(await bench.run(line, { os: machine.os }), { files, machine });
}

const unknown = (reason: string): unknown => ({ kind: 'unknown', reason: expect.stringContaining(reason) });

describe('what npx has installed', () => {
  it.each(['npx -y semver@7.6.0', 'npm exec -y -- semver@7.6.0', 'npx -y -p semver@7.6.0 semver'])(
    'is known by the note of npm: %s',
    async (line) => {
      npxInstalled();

      expect(await copyOf(line)).toEqual({ kind: 'noted', integrity: [integrity] });
    },
  );

  it('is looked for where the person told npm to keep it', async () => {
    npxInstalled(noted, undefined, 'elsewhere/_npx/9dfaefb6dc6ac94c');
    bench.write(join(bench.home, '.npmrc'), 'registry=https://registry.example\ncache = ~/elsewhere\n');

    expect(await copyOf()).toMatchObject({ kind: 'noted' });
  });

  it('is looked for where the environment of the client says', async () => {
    npxInstalled(noted, undefined, 'elsewhere/_npx/9dfaefb6dc6ac94c');

    expect(await copyOf(undefined, { env: { NPM_CONFIG_CACHE: join(bench.home, 'elsewhere') } })).toMatchObject({
      kind: 'noted',
    });
  });

  it('is looked for below the local data on Windows', async () => {
    npxInstalled(noted, undefined, 'AppData/Local/npm-cache/_npx/9dfaefb6dc6ac94c');

    expect(await copyOf(undefined, { os: 'win32' })).toMatchObject({ kind: 'noted' });
  });

  it('keeps every hash of the note', async () => {
    npxInstalled({ ...noted, integrity: `${integrity} sha256-abc` });

    expect(await copyOf()).toEqual({ kind: 'noted', integrity: [integrity, 'sha256-abc'] });
  });
});

describe('nothing is known of what is installed', () => {
  it('before the first start', async () => {
    expect(await copyOf()).toEqual(unknown('npx has not installed it yet'));
  });

  it.each<[string, unknown, object | undefined]>([
    ['the note is about another version', { ...noted, version: '7.6.1' }, undefined],
    ['another version is unpacked', noted, { name: 'semver', version: '7.6.1' }],
    ['another package is unpacked', noted, { name: 'other', version: '7.6.0' }],
  ])('when %s', async (_, note, unpacked) => {
    npxInstalled(note, unpacked);

    expect(await copyOf()).toEqual(unknown('another version than the one asked for is installed'));
  });

  it.each<[string, unknown, string]>([
    ['has no entry for it', null, 'note can not be read'],
    ['has a text for an entry', 'sha512-x', 'note can not be read'],
    ['has a list for an entry', [noted], 'note can not be read'],
    ['has a number for a version', { ...noted, version: 7 }, 'note can not be read'],
    ['is about a link', { ...noted, link: true }, 'note can not be read'],
    ['has a list for a hash', { ...noted, integrity: [integrity] }, 'npm noted no hash'],
    ['has no hash', { version: '7.6.0' }, 'npm noted no hash'],
    ['has an empty hash', { ...noted, integrity: ' ' }, 'npm noted no hash'],
  ])('when the note %s', async (_, note, reason) => {
    npxInstalled(note);

    expect(await copyOf()).toEqual(unknown(reason));
  });

  it.each(['', '[]', '{"packages": []}', '{"packages":{"node_modules/semver":', 'null'])(
    'when the note is %j',
    async (text) => {
      npxInstalled();
      bench.write(join(bench.home, folder, 'node_modules/.package-lock.json'), text);

      expect(await copyOf()).toEqual(unknown('note can not be read'));
    },
  );

  it('when the note is a folder', async () => {
    npxInstalled();
    const path = join(bench.home, folder, 'node_modules/.package-lock.json');
    rmSync(path);
    mkdirSync(path);

    expect(await copyOf()).toEqual(unknown('note can not be read'));
  });

  it('when a global copy would be started instead', async () => {
    npxInstalled();
    bench.write(join(dirname(bench.bin), 'lib/node_modules/semver/package.json'), '{"version":"7.6.0"}');

    expect(await copyOf()).toEqual(unknown('a copy is installed globally'));
  });

  it('when only a variable says where npm keeps it', async () => {
    npxInstalled();
    bench.write(join(bench.home, '.npmrc'), 'cache=${SOMEWHERE}/npm\n');

    expect(await copyOf()).toEqual(unknown('where npm keeps its cache is not known'));
  });

  it.each([
    ['npx -y semver', 'names no exact version'],
    ['npx -y semver@^7.6.0', 'names no exact version'],
    ['npx -y semver@latest', 'names no exact version'],
    ['npx --registry=https://r.example semver@7.6.0', 'which package it starts is not certain'],
    ['pnpm dlx semver@7.6.0', 'what pnpm dlx has installed can not be checked'],
    ['bunx semver@7.6.0', 'what bunx has installed can not be checked'],
    ['uvx semver==7.6.0', 'what uvx has installed can not be checked'],
    ['node server.js', 'it starts no package'],
  ])('of %s', async (line, reason) => {
    npxInstalled();

    expect(await copyOf(line)).toEqual(unknown(reason));
  });
});
