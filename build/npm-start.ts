// What `npm start` does: the tray app where it can run, else the screens in the browser, else the scan and an address. It
// says which of them it is, and why, and never waits where nobody can end it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from '../main/cli/open-browser.ts';
import { realMachine } from '../main/machine.ts';
import { findElectron } from './find-electron.ts';

const root = join(import.meta.dirname, '..');
const sallyport = join(root, 'dist', 'bin', process.platform === 'win32' ? 'sallyport.cmd' : 'sallyport');
const { env, stdin } = process;
const machine = realMachine(env);
const electron = findElectron(root, machine, env);
const browser = findBrowser(machine, env);

if (electron.kind === 'electron') {
  say('the tray app', 'an Electron binary and a display are here');
  run(process.execPath, [join(root, 'build', 'bundle.ts'), '--app']);
  leave(run(electron.command, [join(root, 'dist', 'app')]));
}
if (browser.kind === 'browser' && stdin.isTTY) {
  say('the screens in your browser', `the tray app can not run: ${electron.why}`);
  leave(run(sallyport, ['dashboard']));
}
say('the scan', `the tray app can not run: ${electron.why}; no browser is opened: ${noBrowser()}`);
const scanned = run(sallyport, ['scan']);
if (env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false') {
  process.stdout.write(
    '\nnpm start: no address, because CI is set and nobody could open it: `sallyport dashboard` gives one.\n',
  );
} else if (stdin.isTTY) {
  process.stdout.write('\nnpm start: open this address in a browser on this machine; Ctrl-C ends it.\n');
  run(sallyport, ['dashboard', '--no-open']);
} else {
  process.stdout.write(
    '\nnpm start: open this address in a browser on this machine within 20 seconds; it ends by itself.\n',
  );
  run(sallyport, ['dashboard', '--no-open', '--wait', '20']);
}
leave(scanned);

function noBrowser(): string {
  return browser.kind === 'none' ? browser.why : 'no person is at a terminal';
}

function say(what: string, why: string): void {
  process.stdout.write(`npm start: ${what}, because ${why}.\n\n`);
}

function run(command: string, args: readonly string[]): number {
  const { status, error, signal } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error !== undefined || signal !== null) {
    process.stderr.write(
      `npm start: ${command} ${error === undefined ? `was ended by ${signal}` : `could not be started: ${error.message}`}.\n`,
    );
  }
  return status ?? 5;
}

function leave(status: number): never {
  process.exit(status);
}
