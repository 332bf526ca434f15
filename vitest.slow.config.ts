/** The tests that need a browser, a killed process, the CDK or whole minutes: `.ci/run` runs them, `npm test` does not. */
import { defineConfig } from 'vitest/config';

/** Break the engine at every point, in memory alone: side by side they take half the time. */
const inMemory = ['test/engine/{crash,duplicates,races-of-*}.test.ts'];

/** Bundle every function, start whole stacks again and again, or live long lives: side by side they would only slow each other down. */
const wholeStacks = [
  'test/slow/**/*.test.ts',
  'test/cloud/**/*.test.ts',
  'test/contract/dynamodb.test.ts',
  'test/local/{cost,messages,orders,restart,saves,watched}.test.ts',
  'test/properties/disorder.test.ts',
  'test/bin/cost.test.ts',
  'test/{bundles,toolchain}.test.ts',
];

export const slow = [...inMemory, ...wholeStacks];

const both = { maxWorkers: 2, isolate: false, sequence: { groupOrder: 0 } };
const oneByOne = { maxWorkers: 1, sequence: { groupOrder: 1 } };
const express = { WAYMARK_ENGINE: 'express' };

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'standard', include: inMemory, ...both } },
      { extends: true, test: { name: 'express', include: inMemory, env: express, ...both } },
      { extends: true, test: { name: 'stacks', include: wholeStacks, ...oneByOne } },
      {
        extends: true,
        test: {
          name: 'express stacks',
          include: ['test/local/restart.test.ts', 'test/slow/{in-flight,kill-nine}.test.ts'],
          // A kill takes five seconds: one of each kind is enough beside the other engine's two.
          env: { ...express, WAYMARK_KILLS: process.env.WAYMARK_KILLS ?? '1' },
          ...oneByOne,
        },
      },
    ],
  },
});
