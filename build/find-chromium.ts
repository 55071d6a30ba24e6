import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The Chromium that browser tests run in: the one `SALLYPORT_CHROMIUM` names (an empty name: none), else the system's; null
 * where there is none.
 */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env['SALLYPORT_CHROMIUM'];
  if (named !== undefined) {
    return named === '' ? null : named;
  }
  return usual.find((path) => existsSync(path)) ?? null;
}
