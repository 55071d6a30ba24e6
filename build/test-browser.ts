// Runs the browser tests, which `npm test` skips where there is no Chromium.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from './find-chromium.ts';
import { howToGetChromium } from './screens/open-chromium.ts';

if (findChromium(process.env) === null) {
  console.error(howToGetChromium);
  process.exit(1);
}
const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'browser', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
