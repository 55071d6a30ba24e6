import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleShim } from './shim-bundle.ts';

/**
 * Asks the fidelity program of `../shared/real-clients` whether the shim changes or loses messages, when that folder
 * lies beside this checkout.
 *
 * The one line that may differ is the batch: it is sent after 2025-11-25 was agreed, which has none.
 */
const program = join(import.meta.dirname, '../../shared/real-clients/fidelity.mjs');
if (!existsSync(program)) {
  console.log(JSON.stringify({ skipped: 'the fidelity program is not beside this checkout' }));
  process.exit(0);
}
const words = [
  program,
  process.execPath,
  await bundleShim(),
  'run',
  '--client',
  'fidelity',
  '--server',
  'echo',
  '--',
  '{SERVER...}',
];
const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
const lines = stdout.split('\n').filter((line) => /^ {3}\S/.test(line));
const differing = lines.filter((line) => !line.includes('same bytes'));
const unexpected = differing.filter(
  (line) => !line.includes('batch (2025-03-26)') && !line.includes('[{"jsonrpc":"2.0","id":13'),
);
console.log(
  JSON.stringify({
    messages: lines.length,
    sameBytes: lines.length - differing.length,
    refusedBatch: differing.length - unexpected.length,
    unexpected,
  }),
);
process.exit(lines.length > 0 && unexpected.length === 0 ? 0 : 1);
