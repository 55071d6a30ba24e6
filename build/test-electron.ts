// The flows of the shell's contract tests once more, in a real Electron, where there is one. Says plainly when there is none.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { realMachine } from '../main/machine.ts';
import { makeDemoHome } from './demo-home.ts';
import { findElectron } from './find-electron.ts';

const root = join(import.meta.dirname, '..');
const found = findElectron(root, realMachine(process.env), process.env);
if (found.kind === 'none') {
  console.log(`test:electron: nothing was tested: ${found.why}.`);
  console.log('Name a binary of Electron 45 with SALLYPORT_ELECTRON, on a machine with a display, and run it again.');
  process.exit(0);
}

const home = await mkdtemp(join(tmpdir(), 'sallyport-electron-'));
await makeDemoHome(home);
const app = await _electron.launch({
  executablePath: found.command,
  args: [join(root, 'dist', 'app')],
  env: { ...process.env, HOME: home, USERPROFILE: home, SALLYPORT_HOME: join(home, '.sallyport') },
});
try {
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  check('the window shows the screens under the scheme of the app', page.url().startsWith('sallyport-app://screens/'));
  check(
    'the page knows nothing of Node',
    await page.evaluate(() => !('require' in globalThis) && !('process' in globalThis)),
  );
  check(
    'the bridge has two ways and no more',
    (await page.evaluate(() =>
      Object.keys(Reflect.get(globalThis, 'sallyport') as object)
        .toSorted()
        .join(),
    )) === 'call,on',
  );
  check(
    'a call is answered',
    await page.evaluate(async () => {
      const bridge = Reflect.get(globalThis, 'sallyport') as {
        call(request: object): Promise<{ readonly ok: boolean }>;
      };
      return (await bridge.call({ name: 'overview.show', input: {}, confirmed: null })).ok;
    }),
  );
  await page.evaluate('location.assign("https://example.com/")');
  check('the page stays where it is', page.url().startsWith('sallyport-app://screens/'));
  await page.evaluate('void open("https://example.com/")');
  check('no other window opens', app.windows().length === 1);
} finally {
  await app.close();
  await rm(home, { recursive: true, force: true });
}

function check(what: string, isSo: boolean): void {
  console.log(`${isSo ? 'ok    ' : 'failed'} ${what}`);
  if (!isSo) {
    process.exitCode = 1;
  }
}
