import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from '../../scanner/machine.ts';
import { writeState } from '../daemon/state-file.ts';
import type { Parts } from './parts.ts';

/** Starts the app when the person signs in, or no longer. On Linux that is a file of the desktop's own standard. */
export function startAtLogin(
  isWanted: boolean,
  { app }: Pick<Parts, 'app'>,
  { os, home, env }: Pick<Machine, 'os' | 'home' | 'env'>,
  program: string,
): void {
  if (os !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, args: ['--hidden'] });
    return;
  }
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const file = join(config === '' ? join(home, '.config') : config, 'autostart', 'sallyport.desktop');
  if (isWanted) {
    mkdirSync(dirname(file), { recursive: true });
    writeState(file, desktopEntry(program), 'crash');
  } else {
    rmSync(file, { force: true });
  }
}

/** A program's path as the standard wants it: in quotes, with its own characters escaped. */
function desktopEntry(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Sallyport',
    `Exec=${quoted} --hidden`,
    'Terminal=false',
    '',
  ].join('\n');
}
