import { existsSync, rmSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Machine } from '../../scanner/machine.ts';
import { readState } from './state-file.ts';

/** Where a Linux desktop looks for what starts with a person's session. */
export interface AutostartPlaces {
  /** The person's own entry, which hides one for all. */
  readonly own: string;
  readonly forAll: readonly string[];
}

const entryName = join('autostart', 'sallyport.desktop');

/** By the desktop's own standard. */
export function autostartPlaces({ home, env, system }: Pick<Machine, 'home' | 'env' | 'system'>): AutostartPlaces {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const shared = (env['XDG_CONFIG_DIRS'] ?? '').split(delimiter).filter(isAbsolute);
  return {
    own: join(isAbsolute(config) ? config : join(home, '.config'), entryName),
    forAll: (shared.length === 0 ? [join(system, 'etc', 'xdg')] : shared).map((folder) => join(folder, entryName)),
  };
}

/** Takes our own entry away, which would start the app again, and with it all that was removed. One that hides an entry for all stays. */
export function removeAutostart(machine: Pick<Machine, 'os' | 'home' | 'env' | 'system'>): void {
  const { own, forAll } = autostartPlaces(machine);
  const isOurs = machine.os === 'linux' && /^Name=Sallyport$/m.test(readState(own) ?? '');
  if (isOurs && !forAll.some((file) => existsSync(file))) {
    rmSync(own, { force: true });
  }
}
