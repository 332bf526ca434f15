/** Our interpreter and our event patterns before independent judges, in Python and Java: `.ci/run` installs them and runs this. */
import { defineConfig } from 'vitest/config';

export const oracles = ['test/oracles/**/*.test.ts'];

export default defineConfig({
  test: {
    include: oracles,
    testTimeout: process.env.WAYMARK_FULL === '1' ? 3_600_000 : 240_000,
    hookTimeout: 90_000,
    fileParallelism: false,
  },
});
