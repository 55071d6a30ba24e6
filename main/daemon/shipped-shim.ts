import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ShimPackage } from '../../shim/install/install-shim.ts';
import { toolVersion } from '../version.ts';

/** The shim that the build left beside this program; null when it runs without a build. */
export function shippedShim(): ShimPackage | null {
  const bundle = join(import.meta.dirname, 'shim.cjs');
  const launcher = join(import.meta.dirname, 'shim-launcher');
  return existsSync(bundle)
    ? { version: toolVersion, node: process.execPath, bundle, launcher: existsSync(launcher) ? launcher : null }
    : null;
}
