import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
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
          include: ['test/**/*.process.test.ts'],
          exclude: ['test/e2e/**', 'test/browser/**', '**/node_modules/**'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file starts a daemon and a browser of its own.
          fileParallelism: false,
        },
      },
    ],
  },
});
