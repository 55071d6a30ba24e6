// Leaves `dist/bin/sallyport`: an executable that runs on the pinned Node from any folder with any, or no, environment.
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { launcherScript } from '../shim/install/launcher-script.ts';
import { bundleApp } from './app-bundle.ts';
import { makeDemoHome } from './demo-home.ts';
import { nodeFlags } from './node-flags.ts';
import { BundledPackages } from './notices.ts';
import { bundleJobsTo } from './jobs-bundle.ts';
import { bundleScreensTo } from './screens-bundle.ts';
import { bundleShimTo } from './shim-bundle.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const lib = join(dist, 'lib');

interface Package {
  readonly version: string;
}

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Package;
const node = nodeBinary();
const nativeSqlite = 'better_sqlite3.node';
const packages = new BundledPackages();

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'bin'), { recursive: true });
await build({
  entryPoints: { sallyport: join(root, 'main/cli/program.ts'), scan: join(root, 'main/cli/program-scan.ts') },
  outdir: lib,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  // Scripts, not modules: V8 keeps compiled code for them, and a scan that compiles nothing starts in two thirds of the time.
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // The same code as ES modules: what is not used falls away, and a dynamic import has its names.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  define: {
    SALLYPORT_VERSION: JSON.stringify(version),
    SALLYPORT_SQLITE: JSON.stringify(nativeSqlite),
    'import.meta.dirname': '__dirname',
    'import.meta.url': '__filename',
  },
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
  minifySyntax: true,
  minifyWhitespace: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [packages.plugin],
});
for (const name of ['scan.cjs', 'sallyport.cjs']) {
  await escapeAll(join(lib, name));
}
await writeFile(join(lib, 'start.cjs'), await readFile(join(root, 'build', 'start.cjs')));
await bundleJobsTo(lib, version, nativeSqlite, [packages.plugin]);
await bundleScreensTo(join(lib, 'screens'), true, [packages.plugin]);
await bundleShimTo(lib, [packages.plugin]);
packages.write(lib);
compileShimLauncher(join(lib, 'shim-launcher'));
await copyFile(nativeSqliteBinary(), join(lib, nativeSqlite));
await keepCompiledCode(['scan', '--json']);
await keepCompiledCode(['fleet', 'get', 'status']);
await writeLauncher();
await layOutShim();
if (process.argv.includes('--app')) {
  await bundleApp({
    lib,
    app: join(dist, 'app'),
    icons: join(dist, 'app-icon'),
    version,
    nativeSqlite,
    node,
    packages,
  });
}

/** The bundler leaves regular expressions as they are; `start.cjs` reads one byte a character. */
async function escapeAll(script: string): Promise<void> {
  const text = await readFile(script, 'utf8');
  const ascii = text.replaceAll(
    /[^\0-\x7F]/g,
    (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  await writeFile(script, ascii);
}

/** The Node that the project pins, not the one that happens to run this build. */
function nodeBinary(): string {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', file);
}

/** The native half of SQLite for this machine, as its own loader would choose it. */
function nativeSqliteBinary(): string {
  const loader = createRequire(import.meta.url)(join(root, 'node_modules/better-sqlite3/lib/binding.js')) as {
    readonly getPrebuildPath: () => string | null;
  };
  const path = loader.getPrebuildPath();
  if (path === null) {
    throw new Error(`better-sqlite3 has no binary for ${process.platform} ${process.arch}`);
  }
  return path;
}

/** Runs a verb on the demo home once and keeps what V8 compiled for it beside its script. */
async function keepCompiledCode(words: readonly string[]): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'sallyport-build-'));
  try {
    await makeDemoHome(home);
    const { status, stderr } = spawnSync(node, [...nodeFlags, join(lib, 'start.cjs'), ...words], {
      cwd: home,
      encoding: 'utf8',
      env: { HOME: home, USERPROFILE: home, SALLYPORT_HOME: join(home, '.sallyport'), SALLYPORT_KEEP_CODE: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0 && status !== 3) {
      throw new Error(`the built program ended with ${status} on the demo home: ${stderr}`);
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * For Linux and macOS a small compiled program is what entries name; where no compiler is, a script does its work. Linked
 * statically where the system has what it takes: then no variable makes a loader bring code along.
 */
function compileShimLauncher(target: string): void {
  if (process.platform !== 'win32') {
    const compile = (...flags: readonly string[]): boolean =>
      spawnSync('cc', ['-O2', ...flags, '-o', target, join(root, 'shim/install/launcher.c')], { stdio: 'ignore' })
        .status === 0;
    if (!compile('-static')) {
      compile();
    }
  }
}

/** As it is installed below a state folder: the launcher, and beside it the runtime and the shim. */
async function layOutShim(): Promise<void> {
  const current = join(dist, 'bin', 'current');
  await mkdir(current);
  await symlink(node, join(current, 'node'));
  await symlink(join(lib, 'shim.cjs'), join(current, 'shim.cjs'));
  const launcher = join(dist, 'bin', 'sallyport-shim');
  await copyFile(join(lib, 'shim-launcher'), launcher).catch(() => writeFile(launcher, launcherScript));
  await chmod(launcher, 0o755);
}

async function writeLauncher(): Promise<void> {
  const script = join(lib, 'start.cjs');
  const launcher = join(dist, 'bin', 'sallyport');
  // NODE_* of whoever calls must not load code into the guard or change how it runs.
  await writeFile(
    launcher,
    `#!/bin/sh\nunset NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_V8_COVERAGE NODE_COMPILE_CACHE NODE_DEBUG SALLYPORT_KEEP_CODE\nexec ${quoted(node)} ${nodeFlags.join(' ')} ${quoted(script)} "$@"\n`,
  );
  await chmod(launcher, 0o755);
  if (process.platform === 'win32') {
    await writeFile(
      `${launcher}.cmd`,
      `@echo off\r\nsetlocal\r\nset NODE_OPTIONS=\r\nset NODE_PATH=\r\nset NODE_EXTRA_CA_CERTS=\r\nset SALLYPORT_KEEP_CODE=\r\n"${node}" ${nodeFlags.join(' ')} "${script}" %*\r\n`,
    );
  }
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
