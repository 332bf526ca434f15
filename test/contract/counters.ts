/** Holds: an operator's figures add up, however often and from how many sides a change is reported. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Counters } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { contract, type Half } from './contract.ts';

export function countersContract(half: Half<Counters>): void {
  contract('counters', half, (promise) => {
    promise('nothing counted is an empty count', async ({ port }) => {
      expect(await port.read('trial')).toEqual({});
    });

    promise('the same change counts once, whenever its batch comes again', async ({ port }) => {
      const changes = Array.from({ length: 40 }, (_, i) => ({
        id: `run:${i}@1`,
        definition: 'trial',
        deltas: { entered: 1, 'here:welcome': 1 },
      }));
      for (const change of changes) await port.apply([change]);
      await port.apply(changes);
      expect(await port.read('trial')).toEqual({ entered: 40, 'here:welcome': 40 });
      expect(await port.read('trial-2')).toEqual({});
    });

    promise('what thirty report at once adds up', async ({ port }) => {
      const changes = Array.from({ length: 30 }, (_, i) =>
        port.apply([{ id: `run:${i}@2`, definition: 'trial', deltas: { ended: 2 } }]),
      );
      await Promise.all(changes);
      expect(await port.read('trial')).toEqual({ ended: 60 });
    });

    promise('any changes, some of them repeated, give the sum of the different ones', async ({ port }) => {
      const change = fc.record({ number: fc.integer({ min: 0, max: 12 }), what: fc.constantFrom('here:a', 'here:b') });
      let definition = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
          const name = `d${++definition}`;
          const different = new Map(changes.map((one) => [one.number, one]));
          const first = changes.filter((one, i) => changes.findIndex(({ number }) => number === one.number) === i);
          for (const { number, what } of changes) {
            await port.apply([{ id: `run:${number}@7`, definition: name, deltas: { [what]: number - 6 } }]);
          }
          const expected: Record<string, number> = {};
          for (const { number, what } of first) expected[what] = (expected[what] ?? 0) + number - 6;
          expect(await port.read(name)).toEqual(expected);
          expect(first).toHaveLength(different.size);
        }),
        { numRuns: half.runs ?? 100 },
      );
    });

    promise.underFault('a count whose answer was lost counts once', async ({ port, breakAt }) => {
      const change = { id: 'run:1@1', definition: 'trial', deltas: { entered: 1 } };
      breakAt(1, 'after');
      await expect(port.apply([change])).rejects.toThrow(RetryableError);
      await port.apply([change]);
      expect(await port.read('trial')).toEqual({ entered: 1 });
    });
  });
}
