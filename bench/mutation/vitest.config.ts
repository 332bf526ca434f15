/** Only the tests of one area, so that thousands of mistakes can be tried in minutes. */
import { defineConfig } from 'vitest/config';
import { areas } from './areas.ts';

export default defineConfig({
  test: {
    include: [...areas[process.env.WAYMARK_MUTATE as keyof typeof areas].tests],
    isolate: false,
    testTimeout: 120_000,
  },
});
