import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    testTimeout: 60_000,
    setupFiles: ['test/support/fixed-seed.ts'],
    // Many tests wait for a process of their own: one worker a core, not one less.
    maxWorkers: '100%',
  },
});
