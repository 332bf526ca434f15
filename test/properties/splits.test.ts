/** Lots: true to their weights whatever is tried out, the same for one contact each time, and blind to all other lots. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseWay } from '../../lib/engine/choose-way.ts';
import type { Passage } from '../../lib/engine/passage.ts';
import type { ChooseNode } from '../../lib/language/graph.ts';
import { WHOLE } from '../../lib/language/share.ts';
import type { Version } from '../../lib/language/version.ts';
import { compileOne } from '../support/compile-generated.ts';
import { checkGenerated } from '../support/generate-definitions.ts';
import { definitionText } from '../support/learned-kinds.ts';
import { often } from '../support/properties.ts';

const PEOPLE = 5_000;

interface Tried {
  journey: string;
  split: string;
  parts: number[];
  /** What stands before the split, and in its arms. */
  steps: number;
}

const name = fc.constantFrom('a', 'b', 'ab', 'a-b', 'gift', 'gift-2', 'call-offer', 'offer', 'last-push');
/** At least a twentieth each, so that a few people less are not a whole arm less. */
const parts = fc
  .array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 6 })
  .map((weights) => {
    const sum = weights.reduce((a, b) => a + b);
    const whole = weights.slice(0, -1).map((weight) => Math.max(500, Math.round((weight / sum) * WHOLE)));
    return [...whole, WHOLE - whole.reduce((a, b) => a + b, 0)];
  })
  .filter((all) => all.at(-1)! >= 500);
const tried: fc.Arbitrary<Tried> = fc.record({ journey: name, split: name, parts, steps: fc.nat(2) });

function compile({ journey, split, parts: shares, steps }: Tried): Version {
  const arms = shares.map((share, index) => ({
    arm: `arm-${index}`,
    share: `${share / 100}%`,
    then: Array.from({ length: steps }, (_, at) => ({ wait: '1 day', id: `then-${index}-${at}` })),
  }));
  const before = Array.from({ length: steps }, (_, at) => ({ wait: '1 day', id: `before-${at}` }));
  const text = definitionText('journey', journey, {}, [...before, { split, arms }]);
  return compileOne(checkGenerated({ kind: 'journey', name: journey, path: `journeys/${journey}.yaml`, text }));
}

/** Which arm each of them gets, as the engine decides it. */
async function armsOf(version: Version, people: string[]): Promise<number[]> {
  const node = Object.values(version.graph.nodes).find(({ does }) => does === 'choose') as ChooseNode;
  const arms: number[] = [];
  for (const contact of people) {
    const passage = { record: { contact }, version } as Passage;
    arms.push(Number((await chooseWay(node, passage)).says!.outcome!.replace('arm-', '')));
  }
  return arms;
}

const crowd = (seed: number) => Array.from({ length: PEOPLE }, (_, index) => `c${seed}x${index}`);

const count = (arms: number[], length: number) =>
  Array.from({ length }, (_, arm) => arms.filter((one) => one === arm).length);

/** How far what is found lies from what is wanted, and how far chance alone would carry it once in ten million times. */
function distance(found: number[], wanted: number[], freedom: number): { squares: number; limit: number } {
  const squares = found.reduce((sum, one, index) => sum + (one - wanted[index]!) ** 2 / wanted[index]!, 0);
  return { squares, limit: freedom + 2 * Math.sqrt(16 * freedom) + 32 };
}

test('keep to their weights', async () => {
  const keeps = async (one: Tried, seed: number) => {
    const found = count(await armsOf(compile(one), crowd(seed)), one.parts.length);
    const { squares, limit } = distance(
      found,
      one.parts.map((share) => (share / WHOLE) * PEOPLE),
      found.length - 1,
    );
    expect(squares, JSON.stringify([one, seed, found])).toBeLessThan(limit);
  };
  await fc.assert(fc.asyncProperty(tried, fc.nat(), keeps), often(300, 40));
});

test('are independent of every other lot, of another journey too', async () => {
  const areIndependent = async (first: Tried, second: Tried, seed: number) => {
    if (first.journey === second.journey && first.split === second.split) return;
    const people = crowd(seed);
    const [one, other] = [await armsOf(compile(first), people), await armsOf(compile(second), people)];
    const cells = first.parts.flatMap((_, a) => second.parts.map((_share, b) => ({ a, b })));
    const found = cells.map(({ a, b }) => one.filter((arm, index) => arm === a && other[index] === b).length);
    const wanted = cells.map(({ a, b }) => (first.parts[a]! / WHOLE) * (second.parts[b]! / WHOLE) * people.length);
    const { squares, limit } = distance(found, wanted, cells.length - 1);
    expect(squares, JSON.stringify([first, second, seed, found])).toBeLessThan(limit);
  };
  await fc.assert(fc.asyncProperty(tried, tried, fc.nat(), areIndependent), often(300, 15));
});

test('give one contact the same arm each time, whatever else changes in the journey', async () => {
  const areSticky = async (one: Tried, steps: number, seed: number) => {
    const people = crowd(seed).slice(0, 200);
    const arms = await armsOf(compile(one), people);
    expect(await armsOf(compile(one), people)).toEqual(arms);
    expect(await armsOf(compile({ ...one, steps }), people)).toEqual(arms);
  };
  await fc.assert(fc.asyncProperty(tried, fc.nat(4), fc.nat(), areSticky), often(1_000));
});
