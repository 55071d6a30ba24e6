import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../scanner/machine.ts';

/** An Electron that can show windows here, or why there is none. */
export type FoundElectron =
  | { readonly kind: 'electron'; readonly command: string }
  | { readonly kind: 'none'; readonly why: string };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Looks for an Electron binary: the one that `SALLYPORT_ELECTRON` names, or the one of the npm package where it was
 * fetched. Fetches nothing and starts nothing.
 */
export function findElectron(root: string, { os }: Pick<Machine, 'os'>, env: Env): FoundElectron {
  const command = env['SALLYPORT_ELECTRON'] ?? packaged(root);
  if (command === null) {
    return { kind: 'none', why: 'there is no Electron binary' };
  }
  const fault = faultOf(command);
  if (fault !== null) {
    return { kind: 'none', why: fault };
  }
  const hasDisplay = os !== 'linux' || (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return hasDisplay ? { kind: 'electron', command } : { kind: 'none', why: 'there is no display' };
}

function faultOf(command: string): string | null {
  if (!existsSync(command)) {
    return `there is no Electron binary at ${command}`;
  }
  try {
    accessSync(command, constants.X_OK);
    return statSync(command).isFile() ? null : `${command} is no program`;
  } catch {
    return `${command} may not be run`;
  }
}

function packaged(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  try {
    return join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  } catch {
    // The package is not installed, or its binary was never fetched: either way there is none.
    return null;
  }
}
