import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../scanner/machine.ts';

/** How an address is opened on this machine, or why it can not be. */
export type Browser =
  | { readonly kind: 'browser'; readonly command: string; readonly args: readonly string[] }
  | { readonly kind: 'none'; readonly why: string };

type Env = Readonly<Record<string, string | undefined>>;

/** Looks for what opens a browser. Starts nothing. */
export function findBrowser({ os, searchPath }: Machine, env: Env): Browser {
  if (os === 'darwin') {
    return { kind: 'browser', command: '/usr/bin/open', args: [] };
  }
  if (os === 'win32') {
    const system = env['SystemRoot'] ?? String.raw`C:\Windows`;
    return {
      kind: 'browser',
      command: String.raw`${system}\System32\rundll32.exe`,
      args: ['url.dll,FileProtocolHandler'],
    };
  }
  if ((env['DISPLAY'] ?? '') === '' && (env['WAYLAND_DISPLAY'] ?? '') === '') {
    return { kind: 'none', why: 'there is no display' };
  }
  const opener = searchPath.map((folder) => join(folder, 'xdg-open')).find(isProgram);
  return opener === undefined
    ? { kind: 'none', why: 'there is a display, and no xdg-open that would open a browser' }
    : { kind: 'browser', command: opener, args: [] };
}

/** Opens an address. @returns whether the opener could be started and did not fail at once */
export function openBrowser(
  { command, args }: Extract<Browser, { readonly kind: 'browser' }>,
  url: string,
): Promise<boolean> {
  return new Promise((resolve) => {
    const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
    opener.once('error', () => resolve(false));
    opener.once('exit', (code) => resolve(code === 0));
    // Some openers stay as long as the browser does.
    setTimeout(() => resolve(true), 3000).unref();
    opener.unref();
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run: the next folder may have one.
    return false;
  }
}
