// Measures the scanner against real files that live beside the checkout; it has nothing to say where they are not.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { evalConfigs } from './eval-configs.ts';

const corpus = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'dev');
if (!existsSync(corpus)) {
  console.log('eval: there is no corpus beside this checkout; nothing was measured');
} else {
  process.exitCode = (await evalConfigs(join(corpus, 'configs'))) ? 0 : 1;
}
