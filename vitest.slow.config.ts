/** The tests that need a browser, a killed process, the CDK or whole minutes: `.ci/run` runs them, `npm test` does not. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts', 'test/cloud/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Each starts a whole stack of its own: side by side they would only slow each other down.
    fileParallelism: false,
  },
});
