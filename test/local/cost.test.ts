/** Holds what a run may take: whoever makes it dearer for a million contacts learns it here. */
import { expect, test } from 'vitest';
import { countReference } from '../../bench/cost/reference.ts';
import type { Engine } from '../../lib/language/definition.ts';
import { billOf } from '../../lib/simulator/cost/bill.ts';
import { totalOf } from '../../lib/simulator/cost/counts.ts';

const ceilings: Record<
  Engine,
  { transitions: number; invocations: number; writes: number; reads: number; dollars: number; provisioned: number }
> = {
  standard: { transitions: 7.7, invocations: 6.1, writes: 22, reads: 35, dollars: 216, provisioned: 206 },
  express: { transitions: 0, invocations: 10, writes: 23.5, reads: 42, dollars: 35, provisioned: 23.5 },
};

test.each(['standard', 'express'] as const)('the reference journey on %s takes no more than it did', async (engine) => {
  const { run } = await countReference(engine);
  const million = (mode: 'on-demand' | 'provisioned') => billOf(run, mode).total * 1_000_000;
  const most = ceilings[engine];

  expect(totalOf(run, 'transition')).toBeLessThanOrEqual(most.transitions + 1e-6);
  expect(totalOf(run, 'execution')).toBeCloseTo(engine === 'express' ? 3 : 0);
  expect(totalOf(run, 'invocation')).toBeLessThanOrEqual(most.invocations);
  expect(totalOf(run, 'write')).toBeLessThanOrEqual(most.writes);
  expect(totalOf(run, 'read')).toBeLessThanOrEqual(most.reads);
  expect(totalOf(run, 'timer-fired')).toBeLessThanOrEqual(engine === 'express' ? 1.71 : 0);
  expect(million('on-demand')).toBeLessThanOrEqual(most.dollars);
  expect(million('provisioned')).toBeLessThanOrEqual(most.provisioned);
});
