// Compares our evaluator with the wasm of Cedar on a million random pairs of policy and question, or as many as it is told.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const pairs = process.argv[2] ?? '1000000';
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'unit', 'test/policy/cedar/differential.test.ts'],
  {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, POLICY_DIFF_PAIRS: pairs },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 5;
