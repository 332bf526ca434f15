/** The tests that need a browser, a killed process, the CDK or whole minutes: `.ci/run` runs them, `npm test` does not. */
import { defineConfig } from 'vitest/config';

/** Beside `test/slow`: what breaks the engine at every point, bundles every function, or starts whole stacks again and again. */
export const slow = [
  'test/slow/**/*.test.ts',
  'test/cloud/**/*.test.ts',
  'test/engine/{crash,duplicates,races-of-*}.test.ts',
  'test/local/restart.test.ts',
  'test/{bundles,toolchain}.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Each starts a whole stack of its own: side by side they would only slow each other down.
    fileParallelism: false,
    projects: [
      { extends: true, test: { name: 'standard', include: slow } },
      {
        extends: true,
        test: {
          name: 'express',
          include: [
            'test/engine/{crash,duplicates,races-of-*}.test.ts',
            'test/local/restart.test.ts',
            'test/slow/kill-nine.test.ts',
          ],
          // A kill takes five seconds: one of each kind is enough beside the other engine's three.
          env: { WAYMARK_ENGINE: 'express', WAYMARK_KILLS: process.env.WAYMARK_KILLS ?? '1' },
        },
      },
    ],
  },
});
