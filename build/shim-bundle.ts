import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const shim = join(import.meta.dirname, '../shim');

/**
 * The shim and what it loads only once the server has been started, or hardly ever: V8 reads a script whole before it runs
 * the first line, and the relay alone is a sixth of all.
 */
const parts: Readonly<Record<string, string>> = {
  shim: join(shim, 'main.ts'),
  'shim-judges': join(shim, 'policy/judges-here.ts'),
  'shim-content': join(shim, 'content/content-desk.ts'),
  'shim-patterns': join(shim, '../scanner/detect/content/own-patterns.ts'),
  'shim-classifier': join(shim, 'content/classifying.ts'),
  'shim-schemas': join(shim, 'content/schema-patterns.ts'),
  'shim-catalogue': join(shim, '../policy/catalogue/parse.ts'),
  'shim-pins': join(shim, 'pins/kept-pins.ts'),
  'shim-names': join(shim, '../scanner/detect/secrets/redact-name.ts'),
};

/** Scripts, not modules: they need 1.4 MB less and start sooner. */
const options: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  minify: true,
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  // A part is loaded at once where it is asked for, not by way of the loader of modules.
  supported: { 'dynamic-import': false },
};

/** Bundles the shim as it is released, for one run of a measuring program; the folder goes with that program. */
export async function bundleShim(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-shim-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await bundleShimTo(folder);
  return join(folder, 'shim.cjs');
}

/** Leaves `shim.cjs` and its parts in a folder. */
export async function bundleShimTo(folder: string, plugins: readonly Plugin[] = []): Promise<void> {
  await build({
    ...options,
    entryPoints: parts,
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    plugins: [inPartsOfTheirOwn, ...plugins],
  });
}

const inPartsOfTheirOwn: Plugin = {
  name: 'parts',
  setup: (plugin) => {
    plugin.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, kind }) => {
      const whole = join(resolveDir, path);
      const name = Object.keys(parts).find((part) => parts[part] === whole);
      return kind === 'dynamic-import' && name !== undefined ? { path: `./${name}.cjs`, external: true } : undefined;
    });
  },
};
