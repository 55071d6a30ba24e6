// Opens the screens against a real daemon on the demo home, and bundles them anew with each change below renderer/.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { processTable } from '../main/daemon/process-table.ts';
import { findBrowser, openBrowser } from '../main/cli/open-browser.ts';
import { startDaemon } from '../main/daemon/service/daemon.ts';
import { readScreens, type Screen } from '../main/daemon/host/screens.ts';
import { realMachine } from '../main/machine.ts';
import { makeDemoHome } from './demo-home.ts';
import { bundleScreensTo } from './screens-bundle.ts';

const { env } = process;
const work = await mkdtemp(join(tmpdir(), 'sallyport-dev-'));
const home = env['SALLYPORT_DEV_HOME'] ?? join(work, 'home');
const screensFolder = join(work, 'screens');
if (env['SALLYPORT_DEV_HOME'] === undefined) {
  await makeDemoHome(home);
}
const screens = new Map<string, Screen>();
await bundle();
const tell = (name: string, error: unknown): void => console.error(name, error);
const machine = { ...realMachine(env), home };
const daemon = await startDaemon({
  machine,
  stateFolder: join(home, '.sallyport'),
  now: () => new Date(),
  user: 'you',
  host: 'headless',
  mayReadGuarded: false,
  projects: [],
  onDrift: null,
  processes: processTable(process.env),
  policyMachine: null,
  fetch: globalThis.fetch,
  onSynced: () => undefined,
  can: { startAtLogin: false, notify: false },
  screens,
  onNote: (note) => console.error(note),
  onInternal: tell,
  onWatchEvent: (event) => console.log(event.at, event.kind, event.path),
  onApproval: ({ kind, request }) => console.log(kind, request.tool),
});
const url = await daemon.openWindow(true);
console.log(url);
const browser = findBrowser(machine, env);
if (browser.kind === 'browser') {
  await openBrowser(browser, url);
}
const watcher = watch(join(import.meta.dirname, '..', 'renderer'), { ignoreInitial: true });
watcher.on('all', () => void bundle().catch((error: unknown) => tell('screens', error)));
await new Promise<void>((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => resolve())));
await watcher.close();
await daemon.close();
await rm(work, { recursive: true, force: true });

/** What the host serves is this very map: a page that is loaded again has what is new. */
async function bundle(): Promise<void> {
  await bundleScreensTo(screensFolder, false);
  for (const [path, screen] of (await readScreens(screensFolder)) ?? []) {
    screens.set(path, screen);
  }
}
