import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts'],
    testTimeout: 300_000,
    globalSetup: ['test/support/built.ts'],
    setupFiles: ['test/support/fixed-seed.ts'],
    hookTimeout: 120_000,
    // Each file starts processes of its own: more at once would only wait for each other.
    maxWorkers: 2,
  },
});
