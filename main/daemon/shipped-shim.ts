import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ShimPackage } from '../../shim/install/install-shim.ts';
import { toolVersion } from '../version.ts';

/** The shim that the build left beside this program, or in a folder of the app; null when it runs without a build. */
export function shippedShim(): ShimPackage | null {
  const here = import.meta.dirname;
  return shimIn(here, process.execPath) ?? (isInApp() ? shimOfApp(here) : null);
}

/** Electron itself runs no script that others name, so the app brings the Node that its shim runs on. */
function shimOfApp(here: string): ShimPackage | null {
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = [join(here, 'shim'), join(resourcesFolder(), 'shim')];
  // What lies inside the app's own archive can be read, and not be started.
  const folder = folders.find((one) => !one.includes('.asar') && existsSync(join(one, node)));
  return folder === undefined ? null : shimIn(folder, join(folder, node));
}

function shimIn(folder: string, node: string): ShimPackage | null {
  const bundle = join(folder, 'shim.cjs');
  const launcher = join(folder, 'shim-launcher');
  return existsSync(bundle)
    ? { version: toolVersion, node, bundle, launcher: existsSync(launcher) ? launcher : null }
    : null;
}

function isInApp(): boolean {
  return process.versions['electron'] !== undefined;
}

/** Electron's own addition to `process`. */
function resourcesFolder(): string {
  return 'resourcesPath' in process && typeof process.resourcesPath === 'string' ? process.resourcesPath : '';
}
