import { defineConfig } from 'vitest/config';

/**
 * Node 24 may end by a check of V8's own ("jit_page.has_value()") when threads that run WebAssembly come and go: machine
 * code is freed that another thread still takes up (nodejs/node#66366, mended in V8, in no 24 up to 24.21). Node reads
 * TypeScript with WebAssembly, and a daemon that runs from its sources has a thread for each scan. The built one reads
 * none, so this is for the tests only: that code is kept.
 */
const execArgv = ['--no-wasm-code-gc'];

/**
 * Of tests with real processes and browsers, one in some thousands meets a machine that stood still for seconds. It is run
 * once more, and listed as such ("retry x1"): look at it all the same. What is wrong fails twice.
 */
const retry = 1;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          execArgv,
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/browser/**', 'test/clients/**', '**/*.process.test.ts', '**/node_modules/**'],
          setupFiles: ['test/setup.ts'],
          // A slow machine is no failure: whoever hangs is still found.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // Of single parts too, but with real processes and clocks, which take their time: not for each commit.
          name: 'process',
          execArgv,
          retry,
          include: ['test/**/*.process.test.ts'],
          exclude: ['test/e2e/**', 'test/browser/**', '**/node_modules/**'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          execArgv,
          retry,
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          execArgv,
          retry,
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          // Each file starts a daemon and a browser of its own.
          fileParallelism: false,
        },
      },
    ],
  },
});
