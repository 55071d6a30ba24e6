import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** Bundles what the daemon does in threads of their own: one script, which the daemon hands over as text. */
export async function bundleJobsTo(
  folder: string,
  version: string,
  nativeSqlite: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  const folderOfThread = 'require("node:worker_threads").workerData.folder';
  await build({
    entryPoints: [join(root, 'main/daemon/jobs/thread.ts')],
    outfile: join(folder, 'jobs.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    define: {
      SALLYPORT_VERSION: JSON.stringify(version),
      SALLYPORT_SQLITE: JSON.stringify(nativeSqlite),
      'import.meta.dirname': 'threadFolder',
      'import.meta.url': 'threadFolder',
    },
    banner: { js: `const threadFolder = ${folderOfThread};` },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [...plugins],
  });
}
