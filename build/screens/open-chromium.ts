import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../find-chromium.ts';

/** What to do where there is no Chromium. Nothing here downloads one. */
export const howToGetChromium =
  'There is no Chromium here. On Debian: `sudo apt-get install chromium`; elsewhere set SALLYPORT_CHROMIUM to its program file.';

/** Starts the Chromium of this machine, which can reach nothing but this machine. */
export function openChromium(executablePath = findChromium(process.env)): Promise<Browser> {
  if (executablePath === null) {
    return Promise.reject(new Error(howToGetChromium));
  }
  return chromium.launch({
    executablePath,
    args: [
      // Chromium refuses its sandbox to root, who runs containers and CI.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
