import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Machine } from '../../scanner/machine.ts';
import { autostartPlaces } from '../daemon/autostart.ts';
import { readState, writeState } from '../daemon/state-file.ts';
import type { Parts } from './parts.ts';

/** Whether the app starts when the person signs in, as the system has it. */
export interface LoginItem {
  /** What holds now, whoever has set it: the person may have done so in the system's own settings. */
  isOn(): boolean;
  /** Whether that was how we were started, where no word of ours tells it: macOS passes none on. */
  hasStartedUs(): boolean;
  /** Leaves what is so already as it is. */
  set(isWanted: boolean): void;
}

/** On Linux that is a file of the desktop's own standard, elsewhere Electron knows. */
export function loginItem(
  { app }: Pick<Parts, 'app'>,
  machine: Pick<Machine, 'os' | 'home' | 'env' | 'system'>,
  program: string,
): LoginItem {
  if (machine.os === 'linux') {
    return autostart(machine, program);
  }
  const args = ['--hidden'];
  const isOn = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args });
    // Windows keeps the entry of what a person switched off in the Task Manager.
    return machine.os === 'win32' ? executableWillLaunchAtLogin : openAtLogin;
  };
  return {
    isOn,
    hasStartedUs: () => machine.os === 'darwin' && app.getLoginItemSettings({ args }).wasOpenedAtLogin,
    set: (isWanted) => {
      if (isOn() !== isWanted) {
        app.setLoginItemSettings({ openAtLogin: isWanted, args });
      }
    },
  };
}

function autostart(machine: Pick<Machine, 'home' | 'env' | 'system'>, program: string): LoginItem {
  const { own, forAll } = autostartPlaces(machine);
  /** The first that is there counts: a person's own file hides the one for all. */
  const entry = (): string | null => [own, ...forAll].map(readState).find((text) => text !== null) ?? null;
  const isOn = (): boolean => {
    const text = entry();
    return text !== null && !switchedOff.test(text);
  };
  const write = (text: string): void => {
    mkdirSync(dirname(own), { recursive: true });
    writeState(own, text, 'crash');
  };
  return {
    isOn,
    hasStartedUs: () => false,
    set: (isWanted) => {
      if (isOn() === isWanted) {
        return;
      }
      if (isWanted) {
        write(desktopEntry(program, []));
      } else if (forAll.some((file) => existsSync(file))) {
        write(desktopEntry(program, ['Hidden=true']));
      } else {
        rmSync(own, { force: true });
      }
    },
  };
}

/** By the standard, and as GNOME writes it. */
const switchedOff = /^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m;

/** A program's path as the standard wants it: in quotes, with its own characters escaped. */
function desktopEntry(program: string, more: readonly string[]): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Sallyport',
    `Exec=${quoted} --hidden`,
    'Terminal=false',
    ...more,
    '',
  ].join('\n');
}
