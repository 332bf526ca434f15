/** Holds: membership is a set, adding and removing twice changes nothing, and what was added is seen at once. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { RetryableError } from '../../lib/language/errors.ts';
import type { Segments } from '../../lib/language/ports.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export function segmentsContract(half: Half<Segments>): void {
  contract('segments', half, (promise) => {
    promise('a contact is in what they were added to, and in nothing else', async ({ port }) => {
      expect(await port.has('ann', 'vip')).toBeUndefined();
      expect(await port.add('ann', 'vip', at(0))).toBe('added');
      expect(await port.has('ann', 'vip')).toBe(true);
      expect(await port.has('ann', 'vip-europe')).toBeUndefined();
      expect(await port.has('bob', 'vip')).toBeUndefined();
    });

    promise('since when somebody has been in or out is known, and a repeat changes nothing of it', async ({ port }) => {
      expect(await port.since('ann', 'vip')).toBeUndefined();
      await port.add('ann', 'vip', at(1));
      await port.add('ann', 'vip', at(2));
      expect(await port.since('ann', 'vip')).toBe(at(1));
      await port.remove('ann', 'vip', at(3));
      expect(await port.since('ann', 'vip')).toBe(at(3));
    });

    promise('any order of adding and removing behaves like a set', async ({ port }) => {
      let number = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.boolean(), fc.constantFrom('vip', 'trial')), { maxLength: 10 }),
          async (moves) => {
            const contact = `c${++number}`;
            const members = new Set<string>();
            for (const [isAdded, segment] of moves) {
              if (isAdded) {
                expect(await port.add(contact, segment, at(0))).toBe(members.has(segment) ? 'there-already' : 'added');
                members.add(segment);
              } else {
                expect(await port.remove(contact, segment, at(0))).toBe(
                  members.delete(segment) ? 'removed' : 'not-there',
                );
              }
              expect((await port.has(contact, segment)) ?? false).toBe(members.has(segment));
            }
          },
        ),
        { numRuns: half.runs ?? 100 },
      );
    });

    promise('whom somebody takes out by hand is out, though they never were put in', async ({ port }) => {
      expect(await port.remove('ann', 'vip', at(0))).toBe('not-there');
      expect(await port.has('ann', 'vip')).toBeUndefined();
      expect(await port.exclude('ann', 'vip', at(0))).toBe('removed');
      expect(await port.exclude('ann', 'vip', at(1))).toBe('not-there');
      expect(await port.has('ann', 'vip')).toBe(false);
      expect(await port.add('ann', 'vip', at(2))).toBe('added');
      expect(await port.exclude('ann', 'vip', at(3))).toBe('removed');
      expect(await port.has('ann', 'vip')).toBe(false);
    });

    promise('of twenty who add a contact at once, one did', async ({ port }) => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => port.add('ann', 'vip', at(0))));
      expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
    });

    promise.underFault('an addition whose answer was lost has happened', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.add('ann', 'vip', at(0))).rejects.toThrow(RetryableError);
      expect(await port.add('ann', 'vip', at(1))).toBe('there-already');
      expect(await port.has('ann', 'vip')).toBe(true);
    });
  });
}
