import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleApp } from '../../build/app-bundle.ts';
import { BundledPackages } from '../../build/notices.ts';
import { makeStandInElectron } from '../../build/stand-in-electron.ts';
import { installShim } from '../../shim/install/install-shim.ts';
import { installLayout } from '../../shim/install/layout.ts';

const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'sallyport-packages-'));
const packaged = join(work, 'packages', 'linux-unpacked');
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A fuse as it stands in the binary. */
const off = '0'.charCodeAt(0);
const on = '1'.charCodeAt(0);

/** electron-builder with the project's own configuration, on an Electron that is none. */
function pack(...more: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'dir',
      '--x64',
      '--publish',
      'never',
      '--config',
      'build/electron-builder.yml',
      `-c.electronDist=${join(work, 'electron')}`,
      `-c.directories.app=${join(work, 'app')}`,
      `-c.directories.output=${join(work, 'packages')}`,
      `-c.linux.icon=${join(work, 'icon')}`,
      `-c.extraResources=${join(work, 'none')}`,
      ...more,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, HOME: work } },
  );
  return { status, said: `${stdout}${stderr}` };
}

describe.skipIf(process.platform !== 'linux')(
  'the packages of the tray app, built around a stand-in for Electron',
  () => {
    let first: ReturnType<typeof pack>;
    beforeAll(async () => {
      await makeStandInElectron(join(work, 'electron'), '45.4.1');
      await bundleApp({
        lib: join(root, 'dist', 'lib'),
        app: join(work, 'app'),
        icons: join(work, 'icon'),
        version: '0.1.0',
        nativeSqlite: 'better_sqlite3.node',
        node: join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node'),
        packages: new BundledPackages(),
      });
      first = pack();
    }, 120_000);

    it('are made by the configuration, which the packager finds no fault with', () => {
      expect(first).toMatchObject({ status: 0 });
    });

    it('are refused for a key that is misspelt, with where it stands', () => {
      const { status, said } = pack('-c.pkg.isRelocateable=false');

      expect(status).not.toBe(0);
      expect(said).toContain('configuration.pkg should be one of these');
    });

    it('hold the app in an archive, with nothing that is not needed to run it', () => {
      const cedar = '/node_modules/@cedar-policy/cedar-wasm';

      expect(new Set(listPackage(join(packaged, 'resources/app.asar'), { isPack: false }))).toEqual(
        new Set([
          '/node_modules',
          '/node_modules/@cedar-policy',
          cedar,
          `${cedar}/package.json`,
          `${cedar}/nodejs`,
          `${cedar}/nodejs/README.md`,
          `${cedar}/nodejs/cedar_wasm.js`,
          `${cedar}/nodejs/cedar_wasm_bg.wasm`,
          `${cedar}/nodejs/package.json`,
          '/LICENSE',
          '/THIRD-PARTY-NOTICES.txt',
          '/jobs.cjs',
          '/main.cjs',
          '/package.json',
          '/preload.cjs',
          '/screens',
          '/screens/index.html',
          '/screens/screens.css',
          '/screens/screens.js',
          '/better_sqlite3.node',
        ]),
      );
      expect(existsSync(join(packaged, 'resources/app.asar.unpacked/better_sqlite3.node'))).toBe(true);
    });

    it.each(['lib', 'app', 'app/shim'])('bring our licence and those of all code of others: %s', (folder) => {
      const shipped = folder === 'lib' ? join(root, 'dist', 'lib') : join(work, folder);
      const notices = readFileSync(join(shipped, 'THIRD-PARTY-NOTICES.txt'), 'utf8');

      expect(readFileSync(join(shipped, 'LICENSE'), 'utf8')).toContain('Apache License');
      // One that is bundled, one that is bundled into another, and one that is shipped whole.
      expect(notices).toMatch(/^zod \d+\.\d+\.\d+ \(MIT\)\n\nMIT License\n\nCopyright/m);
      expect(notices).toMatch(/^toml-eslint-parser /m);
      expect(notices).toMatch(/^node \d+\.\d+\.\d+ \(MIT\)/m);
      // What only builds and tests is no part of it.
      expect(notices).not.toMatch(/^(?:esbuild|vitest|typescript|electron-builder) /m);
    });

    it('have the fuses that close what nobody needs', async () => {
      const wire = await getCurrentFuseWire(join(packaged, 'sallyport-app'));

      expect(wire).toMatchObject({
        version: FuseVersion.V1,
        [FuseV1Options.RunAsNode]: off,
        [FuseV1Options.EnableCookieEncryption]: on,
        [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
        [FuseV1Options.EnableNodeCliInspectArguments]: off,
        [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
        [FuseV1Options.OnlyLoadAppFromAsar]: on,
        [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
        [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      });
    });

    it('bring a shim that goes on when the app is gone', () => {
      const brought = join(work, 'brought');
      const state = join(work, 'state');
      cpSync(join(work, 'app', 'shim'), brought, { recursive: true });
      const launcher = join(brought, 'shim-launcher');
      installShim(state, {
        version: '0.1.0',
        node: join(brought, 'node'),
        bundle: join(brought, 'shim.cjs'),
        launcher: existsSync(launcher) ? launcher : null,
      });
      rmSync(brought, { recursive: true });

      const { stdout } = spawnSync(installLayout(state).launcher, ['--version'], { encoding: 'utf8', env: {} });

      expect(stdout).toBe('0.1.0\n');
    });
  },
);

describe('the configuration of the packages', () => {
  const config = readFileSync(join(root, 'build/electron-builder.yml'), 'utf8');

  it.each([
    ['an id that must never change', /^appId: dev\.sallyport\.app$/m],
    [
      'every format',
      /target: pkg[\s\S]*target: dmg[\s\S]*target: zip[\s\S]*target: msi[\s\S]*target: nsis[\s\S]*target: deb[\s\S]*target: rpm[\s\S]*target: AppImage/,
    ],
    ['an installer that does not follow a moved copy', /^ {2}isRelocatable: false$/m],
    ['no install into a home of one person by MDM', /^ {2}allowCurrentUserHome: false$/m],
    ['nothing that is started or published by itself', /^publish: null$[\s\S]*^ {2}runAfterFinish: false$/m],
  ])('has %s', (_, pattern) => {
    expect(config).toMatch(pattern);
  });

  it('is for the Electron that the project pins', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };

    expect(config).toContain(`electronVersion: ${devDependencies['electron'] ?? 'none'}\n`);
  });
});
