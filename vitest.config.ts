import { defineConfig } from 'vitest/config';
import { oracles } from './vitest.oracles.config.ts';
import { slow } from './vitest.slow.config.ts';

export default defineConfig({
  test: {
    testTimeout: process.env.WAYMARK_FULL === '1' ? 3_600_000 : 120_000,
    // Left to itself the runner keeps one core free, which on two of them doubles the time.
    maxWorkers: '100%',
    // No module keeps state between tests, so files may share a worker: a quarter of the time was loading the same modules.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'standard', include: ['test/**/*.test.ts'], exclude: [...slow, ...oracles, 'node_modules/**'] },
      },
      {
        extends: true,
        test: {
          name: 'express',
          include: ['test/engine/*.test.ts', 'test/local/{time,real-time}.test.ts'],
          exclude: [...slow, ...oracles, 'node_modules/**'],
          env: { WAYMARK_ENGINE: 'express' },
        },
      },
    ],
  },
});
