import { defineConfig } from 'vitest/config';
import { oracles } from './vitest.oracles.config.ts';
import { slow } from './vitest.slow.config.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...slow, ...oracles, 'node_modules/**'],
    testTimeout: 20_000,
    // No module keeps state between tests, so files may share a worker: a quarter of the time was loading the same modules.
    isolate: false,
  },
});
