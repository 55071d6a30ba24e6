// Leaves `dist/app`: what Electron runs, as `electron dist/app` and inside the packages.
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { iconOf } from '../main/shell/tray-icon.ts';
import type { BundledPackages } from './notices.ts';

const root = join(import.meta.dirname, '..');

export interface AppParts {
  readonly lib: string;
  readonly app: string;
  /** Where the packager looks for the app's icon. */
  readonly icons: string;
  readonly version: string;
  readonly nativeSqlite: string;
  /** The pinned Node, which the shim runs on: Electron itself must not run scripts that others name. */
  readonly node: string;
  readonly packages: BundledPackages;
}

/** Bundles the shell, and lays beside it the screens and what `protect` installs. */
export async function bundleApp({ lib, app, icons, version, nativeSqlite, node, packages }: AppParts): Promise<void> {
  await rm(app, { recursive: true, force: true });
  await mkdir(join(app, 'shim'), { recursive: true });
  const shared: BuildOptions = {
    bundle: true,
    format: 'cjs',
    platform: 'node',
    // The Node inside Electron 45.
    target: 'node24',
    mainFields: ['module', 'main'],
    external: ['electron'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [packages.plugin],
  };
  await build({
    ...shared,
    entryPoints: [join(root, 'main/shell/main.ts')],
    outfile: join(app, 'main.cjs'),
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    define: {
      SALLYPORT_VERSION: JSON.stringify(version),
      SALLYPORT_SQLITE: JSON.stringify(nativeSqlite),
      'import.meta.dirname': '__dirname',
      'import.meta.url': '__filename',
    },
  });
  await build({
    ...shared,
    entryPoints: [join(root, 'main/preload/preload.ts')],
    outfile: join(app, 'preload.cjs'),
    // A sandboxed preload is run by the page's own engine.
    platform: 'browser',
    target: 'chrome140',
  });
  await mkdir(icons, { recursive: true });
  await writeFile(join(icons, 'icon.png'), iconOf('fine', 32, [58, 96, 190]));
  await writeFile(join(app, 'package.json'), `${JSON.stringify(appPackage(version), null, 2)}\n`);
  // Loaded on first use, and too large to be bundled.
  const cedar = join('node_modules', '@cedar-policy', 'cedar-wasm');
  for (const part of ['package.json', 'nodejs', 'README.md']) {
    await cp(join(root, cedar, part), join(app, cedar, part), { recursive: true });
  }
  await cp(join(lib, 'screens'), join(app, 'screens'), { recursive: true });
  await cp(join(lib, 'jobs.cjs'), join(app, 'jobs.cjs'));
  await cp(join(lib, nativeSqlite), join(app, nativeSqlite));
  for (const part of (await readdir(lib)).filter((name) => /^shim(-[a-z]+)?\.cjs$/.test(name))) {
    await cp(join(lib, part), join(app, 'shim', part));
  }
  await cp(join(lib, 'shim-launcher'), join(app, 'shim', 'shim-launcher')).catch(() => {
    // Without a compiler there is none, and a script does its work.
  });
  packages.write(app);
  packages.write(join(app, 'shim'));
  await cp(node, join(app, 'shim', process.platform === 'win32' ? 'node.exe' : 'node'), { dereference: true });
}

/** What the packager goes by. Its one dependency lies beside the script already. */
function appPackage(version: string): object {
  return {
    name: 'sallyport',
    productName: 'Sallyport',
    version,
    description: 'The local desktop guard for MCP servers',
    homepage: 'https://sallyport.invalid',
    author: 'Sallyport contributors',
    license: 'Apache-2.0',
    main: 'main.cjs',
    private: true,
    dependencies: { '@cedar-policy/cedar-wasm': '4.13.0' },
  };
}
