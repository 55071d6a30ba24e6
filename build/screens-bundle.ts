import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const renderer = join(import.meta.dirname, '..', 'renderer');

/** Bundles the screens into a folder: one page, one script, one style sheet, nothing that is fetched later. */
export async function bundleScreensTo(
  folder: string,
  isForPeople = true,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await build({
    entryPoints: { screens: join(renderer, 'main.tsx') },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome140', 'firefox140', 'safari18'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': isForPeople ? '"production"' : '"development"' },
    minify: isForPeople,
    sourcemap: isForPeople ? false : 'inline',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [...plugins],
  });
  await copyFile(join(renderer, 'index.html'), join(folder, 'index.html'));
}
