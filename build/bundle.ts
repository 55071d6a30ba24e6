// Leaves `dist/bin/sallyport`: an executable that runs on the pinned Node from any folder with any, or no, environment.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

interface Package {
  readonly version: string;
}

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Package;

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'bin'), { recursive: true });

await build({
  entryPoints: { sallyport: join(root, 'main/cli/main.ts') },
  outdir: join(dist, 'lib'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // Parsers and verbs that a run does not need stay in files it does not load.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  external: ['better-sqlite3'],
  // The same code as ES modules: what is not used falls away, and a dynamic import has its names.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  define: { SALLYPORT_VERSION: JSON.stringify(version) },
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
});

const node = nodeBinary();
await writeLauncher('sallyport');

/** The Node that the project pins, not the one that happens to run this build. */
function nodeBinary(): string {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', file);
}

async function writeLauncher(name: string): Promise<void> {
  const script = join(dist, 'lib', `${name}.mjs`);
  const launcher = join(dist, 'bin', name);
  // NODE_* of whoever calls must not load code into the guard or change how it runs.
  await writeFile(
    launcher,
    `#!/bin/sh\nunset NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_V8_COVERAGE NODE_COMPILE_CACHE NODE_DEBUG\nexec ${quoted(node)} ${quoted(script)} "$@"\n`,
  );
  await chmod(launcher, 0o755);
  if (process.platform === 'win32') {
    await writeFile(
      `${launcher}.cmd`,
      `@echo off\r\nsetlocal\r\nset NODE_OPTIONS=\r\nset NODE_PATH=\r\nset NODE_EXTRA_CA_CERTS=\r\n"${node}" "${script}" %*\r\n`,
    );
  }
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
