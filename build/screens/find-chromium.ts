import { accessSync, constants } from 'node:fs';

/** A browser that is on this machine, or what to do to get one. */
export type FoundChromium =
  | { readonly kind: 'found'; readonly path: string; readonly flags: readonly string[] }
  | { readonly kind: 'none'; readonly howTo: string };

const usual: Readonly<Record<string, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** Looks for Chromium where systems put it; `SALLYPORT_CHROMIUM` names another. Downloads nothing. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): FoundChromium {
  const named = env['SALLYPORT_CHROMIUM'];
  const path = (named === undefined ? (usual[process.platform] ?? []) : [named]).find(canRun);
  return path === undefined
    ? {
        kind: 'none',
        howTo:
          named === undefined
            ? 'There is no Chromium here. On Debian: `sudo apt-get install chromium`; elsewhere set SALLYPORT_CHROMIUM to its program file.'
            : `SALLYPORT_CHROMIUM names ${named}, which can not be run.`,
      }
    : { kind: 'found', path, flags };
}

const flags = [
  // Chromium refuses its sandbox to root, who runs containers and CI.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // The only question is whether it is there to be started.
    return false;
  }
}
