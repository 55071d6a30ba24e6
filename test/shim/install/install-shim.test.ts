import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installLayout } from '../../../shim/install/layout.ts';
import { installShim, isInstalled, type ShimPackage } from '../../../shim/install/install-shim.ts';
import { removeOldVersions, removeShim, shimStatus } from '../../../shim/install/installed-shim.ts';
import { launcherScript } from '../../../shim/install/launcher-script.ts';
import { manifestOf } from '../../../shim/install/manifest.ts';
import { gapMarkersIn } from '../../../shim/record/gap-markers.ts';

const root = mkdtempSync(join(tmpdir(), 'sallyport-install-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const script = join(root, 'launcher.sh');
const compiled = join(root, 'launcher');
const hasCompiler = compile(compiled);

function compile(target: string, ...flags: readonly string[]): boolean {
  const source = join(import.meta.dirname, '../../../shim/install/launcher.c');
  return process.platform !== 'win32' && spawnSync('cc', ['-O1', ...flags, '-o', target, source]).status === 0;
}

beforeAll(() => {
  writeFileSync(script, launcherScript);
  chmodSync(script, 0o700);
});

/** A package whose runtime is a small script that says what it was given. */
function packageOf(version: string, launcher: string | null, says?: string): ShimPackage {
  const bundle = join(root, `shim-${version}.mjs`);
  writeFileSync(bundle, `#${version}`);
  const node = join(root, `node-${version}`);
  writeFileSync(
    node,
    `#!/bin/sh\n[ "$1" = --disable-sigusr1 ] || exit 1\nshift\n[ "$2" = --version ] && echo ${version} && exit 0\n[ "$2" = wait ] && exec sleep 30\n${says ?? `echo "runtime ${version} options=[$NODE_OPTIONS] kept=[$SALLYPORT_KEPT_NODE_OPTIONS] $*"`}\n`,
  );
  chmodSync(node, 0o700);
  return { version, node, bundle, launcher };
}

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(root, 'state-'));
});

const launch = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(installLayout(state).launcher, args, { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });

const launchers = hasCompiler
  ? ([
      ['a script', null],
      ['compiled', compiled],
    ] as const)
  : ([['a script', null]] as const);

describe.each(launchers)('the launcher, %s', (_, launcher) => {
  it('starts the current runtime with its own arguments, and says where it was installed', () => {
    installShim(state, packageOf('1.0.0', launcher));

    const { stdout } = launch(['run', '--client', 'c', '--', 'a b', ''], { HOME: '/elsewhere' });

    expect(stdout).toMatch(/^runtime 1\.0\.0 .*shim\.cjs run --installed /);
    expect(stdout).toContain(`run --installed ${realpathSync(state)} --client c -- a b \n`);
  });

  it('belongs to the state folder that its entry names, also where the programs lie on another disk', () => {
    const away = mkdtempSync(join(root, 'away-'));
    const elsewhere = join(away, 'programs');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, installLayout(state).folder);
    installShim(state, packageOf('1.0.0', launcher));

    expect(launch(['run', '--', 'x']).stdout).toContain(`run --installed ${realpathSync(state)} -- x\n`);
    rmSync(installLayout(state).current);
    launch(['run', '--', 'true']);
    expect(gapMarkersIn(state)).toHaveLength(1);
    expect(readdirSync(away)).toEqual(['programs']);
  });

  it('belongs to the state folder that it lies in where a link leads to it', () => {
    installShim(state, packageOf('1.0.0', launcher));
    const link = join(mkdtempSync(join(root, 'links-')), 'state');
    symlinkSync(state, link);

    const { stdout } = spawnSync(join(link, 'bin', 'sallyport-shim'), ['run', '--', 'x'], { encoding: 'utf8' });

    expect(stdout).toContain(`run --installed ${realpathSync(state)} -- x\n`);
  });

  it('says no such thing where it only lies beside what was built', () => {
    installShim(state, packageOf('1.0.0', launcher));
    const layout = installLayout(state);
    rmSync(layout.current);
    renameSync(layout.version('1.0.0'), layout.current);

    expect(launch(['run', '--client', 'c', '--', 'x']).stdout).toMatch(/shim\.cjs run --client c -- x\n$/);
  });

  it.each([
    'NODE_OPTIONS',
    'OPENSSL_CONF',
    'OPENSSL_MODULES',
    'SSL_CERT_FILE',
    'LD_LIBRARY_PATH',
    'DYLD_INSERT_LIBRARIES',
  ])('keeps %s away from the runtime, for the server, and not what is only called alike', (name) => {
    installShim(state, packageOf('1.0.0', launcher, 'export -p'));

    const { stdout } = launch(['run'], { [name]: '/x', [`MY_${name}`]: '/y' });

    expect(stdout.split('\n').filter((line) => line.includes(name))).toEqual([
      `export MY_${name}='/y'`,
      `export SALLYPORT_KEPT_${name}='/x'`,
    ]);
  });

  it("keeps the entry's SALLYPORT_ variables away from the runtime", () => {
    installShim(state, packageOf('1.0.0', launcher, 'env'));

    const { stdout } = launch(['run'], { SALLYPORT_HOME: '/x', SALLYPORT_KEPT_NODE_OPTIONS: '--y' });

    expect(
      stdout
        .split('\n')
        .filter((line) => line.startsWith('SALLYPORT_'))
        .toSorted(),
    ).toEqual(['SALLYPORT_KEPT_SALLYPORT_HOME=/x', 'SALLYPORT_KEPT_SALLYPORT_KEPT_NODE_OPTIONS=--y']);
  });

  it('keeps NODE_ variables away from the runtime, for the server', () => {
    installShim(state, packageOf('1.0.0', launcher));

    expect(launch(['run'], { NODE_OPTIONS: '--require "/x y" $(z)' }).stdout).toContain(
      'options=[] kept=[--require "/x y" $(z)]',
    );
  });

  it.each(['node', 'shim.cjs', 'manifest'])(
    'starts the original without %s, unchanged, and leaves a gap marker',
    (part) => {
      installShim(state, packageOf('1.0.0', launcher));
      rmSync(join(installLayout(state).version('1.0.0'), part));

      const run = launch(
        [
          'run',
          '--client',
          'c',
          '--server',
          's"é',
          '--',
          process.execPath,
          '-p',
          'process.env.NODE_X + process.argv.slice(1)',
          'a b',
        ],
        { NODE_X: '"1' },
      );

      expect(run).toMatchObject({ status: 0, stdout: '"1a b\n' });
      expect(run.stderr).toContain('unguarded');
      expect(shimStatus(state).gaps).toBe(1);
    },
  );

  it.each([
    ['an empty shim', 'shim.cjs', ''],
    ['a shim that was cut short', 'shim.cjs', '#1.0'],
    ['a runtime that was cut short', 'node', '#!/bin/sh\n'],
    ['a list of parts that was cut short', 'manifest', '12 '],
  ])('takes %s for none', (_what, part, text) => {
    installShim(state, packageOf('1.0.0', launcher));
    writeFileSync(join(installLayout(state).version('1.0.0'), part), text);

    expect(launch(['run', '--client', 'c', '--server', 's', '--', 'echo', 'original'])).toMatchObject({
      status: 0,
      stdout: 'original\n',
    });
    expect(shimStatus(state)).toMatchObject({ gaps: 1, versions: [{ version: '1.0.0', isWhole: false }] });
  });

  it('says so when it can not tell the original', () => {
    installShim(state, packageOf('1.0.0', launcher));
    rmSync(installLayout(state).current);

    expect(launch(['run', '--client', 'c'])).toMatchObject({ status: 126 });
  });
});

describe.runIf(hasCompiler)('the compiled launcher', () => {
  it('passes variables that no shell can spell, and adds none', () => {
    installShim(state, packageOf('1.0.0', compiled));
    const folder = installLayout(state).version('1.0.0');
    writeFileSync(join(folder, 'node'), '#!/usr/bin/env -S cat /proc/self/environ --\n');
    writeFileSync(join(folder, 'manifest'), manifestOf(folder, ['node', 'shim.cjs']));

    const run = spawnSync(installLayout(state).launcher, [], {
      encoding: 'utf8',
      env: { 'odd.name': 'x', NODE_A: '1' },
    });

    expect(run.stdout.split('\0').filter((one) => one.includes('='))).toEqual([
      'odd.name=x',
      'SALLYPORT_KEPT_NODE_A=1',
    ]);
  });

  it.each([
    ['plain words', ['a b', '', '--', '%PATH%']],
    ['letters of every width', ['é漢🙂', '"', '\\', '/', '\n\t\b\f\r']],
    ['letters below the blank', ['\u0001\u001f']],
  ])('starts the original of an entry that holds it in one word: %s', (_, words) => {
    installShim(state, packageOf('1.0.0', compiled));
    rmSync(installLayout(state).current);
    const command = [process.execPath, '-p', 'JSON.stringify(process.argv.slice(1))', '--', ...words];
    const word = Buffer.from(JSON.stringify(command)).toString('base64url');

    const run = launch(['run', '--client', 'c', '--server', '--', '--b64', word]);

    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual(words);
    expect(shimStatus(state).gaps).toBe(1);
  });

  it.each([
    '!!!',
    Buffer.from('["a"').toString('base64url'),
    Buffer.from('[]').toString('base64url'),
    Buffer.from('["\\u00"]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])('starts nothing when that word is none of ours: %s', (word) => {
    installShim(state, packageOf('1.0.0', compiled));
    rmSync(installLayout(state).current);

    expect(launch(['run', '--client', 'c', '--server', 's', '--b64', word]).status).toBe(126);
    expect(shimStatus(state).gaps).toBe(0);
  });

  it('starts nothing without its runtime where the machine wants it so', () => {
    const marker = join(root, 'fail-closed');
    const closed = join(root, 'launcher-closed');
    expect(compile(closed, `-DCLOSED_MARKER="${marker}"`)).toBe(true);
    installShim(state, packageOf('1.0.0', closed));
    rmSync(installLayout(state).current);
    const entry = ['run', '--client', 'c', '--server', 's', '--', 'echo', 'original'];
    expect(launch(entry).stdout).toBe('original\n');

    writeFileSync(marker, '');

    expect(launch(entry)).toMatchObject({ status: 126, stdout: '' });
    expect(launch(entry).stderr).toContain('starts no server without it');
    expect(shimStatus(state).gaps).toBe(1);
  });

  it('names client and server in the gap marker', () => {
    installShim(state, packageOf('1.0.0', compiled));
    rmSync(installLayout(state).current);
    launch(['run', '--client', 'c', '--server', 's"é', '--', 'true']);

    expect(gapMarkersIn(state)).toMatchObject([{ client: 'c', server: 's"é' }]);
  });

  it('starts the original, and leaves a marker, also of an entry with more names than fit into one', () => {
    installShim(state, packageOf('1.0.0', compiled));
    rmSync(installLayout(state).current);
    const names = Array.from({ length: 300 }, () => ['--client', 'c', '--server', 's'.repeat(50)]).flat();

    expect(launch(['run', ...names, '--', 'echo', 'original'])).toMatchObject({ status: 0, stdout: 'original\n' });
    expect(gapMarkersIn(state)).toMatchObject([{ client: 'c' }]);
  });

  it.each([
    ['packed', 'my%20files%26%C3%A9%', ['--b64', Buffer.from('["true"]').toString('base64url')], 'my files&é%'],
    ['plain', 'my%20files', ['--', 'true', '--b64', 'x'], 'my%20files'],
  ])('names them as they are called, of an entry that is %s', (_, name, rest, expected) => {
    installShim(state, packageOf('1.0.0', compiled));
    rmSync(installLayout(state).current);
    launch(['run', '--client', 'c', '--server', name, ...rest]);

    expect(gapMarkersIn(state)).toMatchObject([{ client: 'c', server: expected }]);
  });
});

describe.runIf(hasCompiler)('the compiled launcher by another name', () => {
  it('finds its runtime where it lies itself', () => {
    installShim(state, packageOf('1.0.0', compiled));
    const link = join(mkdtempSync(join(root, 'names-')), 'guard');
    symlinkSync(installLayout(state).launcher, link);

    const { stdout } = spawnSync(link, ['run', '--', 'x'], { encoding: 'utf8' });

    expect(stdout).toContain(`run --installed ${realpathSync(state)} -- x\n`);
  });
});

describe('the launcher script', () => {
  it('starts nothing without its runtime where the machine wants it so', () => {
    const marker = join(root, 'fail-closed-for-the-script');
    writeFileSync(marker, '');
    installShim(state, packageOf('1.0.0', null));
    const launcher = installLayout(state).launcher;
    writeFileSync(launcher, launcherScript.replace('/etc/sallyport/fail-closed', marker));
    rmSync(installLayout(state).current);

    expect(launch(['run', '--client', 'c', '--', 'echo', 'original'])).toMatchObject({ status: 126, stdout: '' });
  });
});

describe('an installation', () => {
  it('is done once, and again when the same version has other bytes', () => {
    const shim = packageOf('1.0.0', null);

    expect(installShim(state, shim).did).toBe('installed');
    expect(installShim(state, shim).did).toBe('was-there');
    writeFileSync(shim.bundle, 'built anew');
    expect(installShim(state, shim).did).toBe('installed');
    expect(readFileSync(join(installLayout(state).version('1.0.0'), 'shim.cjs'), 'utf8')).toBe('built anew');
  });

  it('tells by every byte what is damaged, also where the size is right', () => {
    installShim(state, packageOf('1.0.0', null));
    writeFileSync(join(installLayout(state).version('1.0.0'), 'shim.cjs'), '#1.0.1');

    expect(shimStatus(state, 'sizes').versions).toMatchObject([{ isWhole: true }]);
    expect(shimStatus(state, 'bytes').versions).toMatchObject([{ isWhole: false }]);
  });

  it('is whole with all of its parts, and not without one that is loaded later', () => {
    const shim = packageOf('1.0.0', null);
    const later = join(root, 'shim-later.cjs');
    writeFileSync(later, 'later');
    installShim(state, shim);
    rmSync(later);

    expect(shimStatus(state, 'bytes').versions).toMatchObject([{ isWhole: true }]);
    rmSync(join(installLayout(state).version('1.0.0'), 'shim-later.cjs'));
    expect(shimStatus(state).versions).toMatchObject([{ isWhole: false }]);
  });

  it.skipIf(process.platform === 'win32')(
    'is not whole, and done again, where its runtime may not be started any more',
    () => {
      const shim = packageOf('1.0.0', null);
      installShim(state, shim);
      const parts = installLayout(state).version('1.0.0');
      chmodSync(join(parts, 'shim.cjs'), 0o400);
      expect(shimStatus(state).versions).toMatchObject([{ isWhole: true }]);

      chmodSync(join(parts, 'node'), 0o600);

      expect(shimStatus(state).versions).toMatchObject([{ isWhole: false }]);
      expect(installShim(state, shim).did).toBe('installed');
      expect(launch(['run']).stdout).toContain('runtime 1.0.0');
    },
  );

  it('is done anew where somebody says so', () => {
    const shim = packageOf('1.0.0', null);
    installShim(state, shim);

    expect(installShim(state, shim, true).did).toBe('installed');
    expect(installShim(state, shim).did).toBe('was-there');
  });

  it('needs nothing of where it came from', () => {
    const shim = packageOf('1.0.0', null);
    installShim(state, shim);
    rmSync(shim.node);
    rmSync(shim.bundle);

    expect(launch(['run']).stdout).toContain('runtime 1.0.0');
  });

  it('that was killed leaves nothing behind once another one is done, and one that goes on keeps its parts', () => {
    installShim(state, packageOf('1.0.0', null));
    const { folder } = installLayout(state);
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    const half = (pid: number): readonly string[] => [`1.1.0.${pid}`, `current.${pid}`, `sallyport-shim.${pid}`];
    for (const name of [...half(gone), ...half(process.pid)]) {
      mkdirSync(join(folder, name));
    }

    expect(removeOldVersions(state)).toEqual([]);

    expect(readdirSync(folder).toSorted()).toEqual(
      ['1.0.0', 'current', 'sallyport-shim', ...half(process.pid)].toSorted(),
    );
  });

  it('of a runtime that does not start changes nothing', () => {
    installShim(state, packageOf('1.0.0', null));
    const broken = packageOf('1.1.0', null);
    writeFileSync(broken.node, '#!/bin/sh\nexit 1\n');

    expect(() => installShim(state, broken)).toThrow('does not start');
    expect(shimStatus(state)).toMatchObject({ current: '1.0.0', versions: [{ version: '1.0.0', isWhole: true }] });
  });
});

// Elsewhere nothing tells which version a process runs.
describe.runIf(process.platform === 'linux')('two builds of one version', () => {
  it('stand side by side while the old one runs, which keeps its parts', { timeout: 60_000 }, async () => {
    installShim(state, { ...packageOf('1.0.0', null), node: process.execPath, bundle: sleeper('1.0.0') });
    const running = spawn(installLayout(state).launcher, ['wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => running.stdout.once('data', resolve));
    const before = readFileSync(join(installLayout(state).version('1.0.0'), 'shim.cjs'), 'utf8');
    const anew = packageOf('1.0.0', null);

    expect(installShim(state, anew).did).toBe('installed');
    expect(installShim(state, anew).did).toBe('was-there');

    expect(launch(['run']).stdout).toContain('runtime 1.0.0');
    expect(readFileSync(join(installLayout(state).version('1.0.0'), 'shim.cjs'), 'utf8')).toBe(before);
    const { current, versions } = shimStatus(state);
    expect(current).toMatch(/^1\.0\.0-\d+$/);
    expect(versions.map(({ running: pids }) => pids)).toEqual([[running.pid], []]);
    expect(isInstalled(state, anew)).toBe(true);
    expect(removeShim(state)).toEqual({ kind: 'in-use', pids: [running.pid] });
    running.kill('SIGKILL');
    await new Promise((resolve) => running.once('close', resolve));
    expect(removeOldVersions(state)).toEqual(['1.0.0']);
  });
});

describe.runIf(process.platform === 'linux')('two versions', () => {
  it(
    'stand side by side while the old one runs, and the old one goes when it is done',
    { timeout: 60_000 },
    async () => {
      installShim(state, { ...packageOf('1.0.0', null), node: process.execPath, bundle: sleeper('1.0.0') });
      const running = spawn(installLayout(state).launcher, ['wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
      await new Promise((resolve) => running.stdout.once('data', resolve));
      installShim(state, packageOf('1.1.0', null));

      expect(launch(['run']).stdout).toContain('runtime 1.1.0');
      expect(removeOldVersions(state)).toEqual([]);
      expect(removeShim(state)).toEqual({ kind: 'in-use', pids: [running.pid] });
      running.kill('SIGKILL');
      await new Promise((resolve) => running.once('close', resolve));
      expect(removeOldVersions(state)).toEqual(['1.0.0']);
      expect(removeShim(state)).toEqual({ kind: 'removed' });
      expect(existsSync(installLayout(state).launcher)).toBe(false);
    },
  );
});

/** A shim that stays. */
function sleeper(version: string): string {
  const path = join(root, `sleeper-${version}.mjs`);
  writeFileSync(
    path,
    `if (process.argv[2] === '--version') { console.log('${version}'); } else { console.log('up'); setInterval(() => {}, 1000); }\n`,
  );
  return path;
}

describe('an installation whose place is taken', () => {
  it.each([
    ['the launcher', () => mkdirSync(installLayout(state).launcher, { recursive: true })],
    ['the folder', () => writeFileSync(installLayout(state).folder, 'x')],
  ])('says that something stands where %s belongs', (_, take) => {
    take();

    expect(() => installShim(state, packageOf('1.0.0', null))).toThrow(
      expect.objectContaining({
        code: 'STATE_UNWRITABLE',
        message: expect.stringContaining('something else stands there'),
        remedy: 'Move away what stands there, then repeat this.',
      }),
    );
  });
});
