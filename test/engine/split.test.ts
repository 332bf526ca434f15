/** Splits: by lot, always the same for one contact, independent between steps, and true to their weights. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lotOf, readShare, sayShare, WHOLE } from '../../lib/language/share.ts';
import { aWorld } from '../support/a-world.ts';

const people = Array.from({ length: 10_000 }, (_, index) => `contact-${index}`);
/** A multiplicative step through all ids, so that samples differ. */
const crowd = (seed: number) => people.map((id) => `${id}-${seed}`);

describe('who gets which arm', () => {
  test('splits keep to their weights, whatever the step is called and whoever comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: WHOLE - 1 }), (salt, seed, parts) => {
        const chosen = crowd(seed).filter((id) => lotOf(id, salt) < parts).length / people.length;
        // Five standard deviations: one sample in two million would lie outside.
        const share = parts / WHOLE;
        expect(Math.abs(chosen - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / people.length) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  test('two splits know nothing of each other', () => {
    const both = people.filter((id) => lotOf(id, 'first') < WHOLE / 2 && lotOf(id, 'second') < WHOLE / 2).length;
    expect(both / people.length).toBeCloseTo(0.25, 1);
  });
});

const inThree = `- split: gift
  arms:
    - arm: none
      share: 33.3%
    - arm: small
      share: 33.3%
      then:
        - send-email: small
    - arm: large
      share: 33.4%
      then:
        - send-email: large`;

describe('a journey that splits', () => {
  test.each([
    ['none', 0, 3330],
    ['small', 3330, 6660],
    ['large', 6660, WHOLE],
  ])('D14 whoever has drawn a lot of the band takes %s', async (arm, from, to) => {
    const id = people.find((one) => {
      const lot = lotOf(one, 'example split-gift');
      return lot >= from && lot < to;
    })!;
    const world = await aWorld(inThree, { contact: { id } });
    await world.happens('thing.happened', { contact: id });
    expect(await world.told(id)).toEqual([
      `split-gift ${arm}`,
      ...(arm === 'none' ? [] : [`send-email-${arm} sent`]),
      'ended finished finished',
    ]);
  });

  test('D11 gives a contact the same arm each time that they come', async () => {
    const world = await aWorld(inThree);
    await world.happens('thing.happened');
    await world.happens('thing.happened');
    const arms = (await world.rows()).filter(({ kind }) => kind === 'decided').map(({ outcome }) => outcome);
    expect(arms).toHaveLength(2);
    expect(new Set(arms).size).toBe(1);
  });
});

describe('a share', () => {
  test.each([
    ['50%', 5_000],
    ['33.3%', 3_330],
    ['0.25%', 25],
    ['100%', WHOLE],
  ])('%s', (text, parts) => {
    expect(readShare(text)).toEqual({ value: { text, parts } });
    expect(sayShare(parts)).toBe(text);
  });

  test.each(['0%', '101%', '50', '50 %', '33.333%', '-1%', 50, 0.5, null, ['50%']])('%j is none', (written) => {
    expect(readShare(written)).toMatchObject({ mistake: { code: 'WM130' } });
  });
});
