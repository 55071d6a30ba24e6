import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const source = join(import.meta.dirname, '../shim/main.ts');

/** Bundles the shim as it is released, for one run of a measuring program; the folder goes with that program. */
export async function bundleShim(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-shim-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'shim.mjs');
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });
  return outfile;
}
