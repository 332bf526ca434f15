/** The generator that other tests lean on writes what an author may write, and leaves no kind out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../../lib/compiler/graph.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { aDefinition, checkGenerated } from '../support/generate-definitions.ts';

const samples = fc.sample(aDefinition(), { numRuns: 300, seed: 11 });
const checked = samples.map((one) => checkGenerated(one));

test('each generated definition passes the check and has the steps asked for', () => {
  const sizes = checked.map((definition) => Object.keys(buildGraph(definition).steps).length);

  expect(Math.max(...sizes)).toBeGreaterThan(20);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(32);
  expect(sizes.filter((size) => size > 8).length).toBeGreaterThan(100);
});

test('every kind of the registry occurs', () => {
  const all = samples.map(({ text }) => text).join('\n');
  const missing = [stepKinds, conditionKinds, triggerKinds]
    .flatMap((kinds) => Object.keys(kinds))
    .filter((kind) => !new RegExp(`(^|[ -])${kind}:`, 'm').test(all));

  expect(missing).toEqual([]);
});

test('a seed gives the same definitions again', () => {
  expect(fc.sample(aDefinition(), { numRuns: 5, seed: 3 })).toEqual(fc.sample(aDefinition(), { numRuns: 5, seed: 3 }));
});
