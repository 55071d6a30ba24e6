import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/clients/**/*.test.ts'], setupFiles: ['test/setup.ts'], testTimeout: 300_000 },
});
