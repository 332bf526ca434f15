/** Holds: what was given up on is there, whole and oldest first, until somebody takes it away. */
import { expect } from 'vitest';
import type { DeadLetter, DeadLetters } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const aLetter = (said: Partial<DeadLetter> = {}): DeadLetter => ({
  id: 'm-1',
  function: 'enroll',
  message: '{"id":"é"}',
  cause: 'bad-input',
  at: at(0),
  ...said,
});
const all = { atMost: 100 };

export function deadLettersContract(half: Half<DeadLetters>): void {
  contract('deadLetters', half, (promise) => {
    promise('oldest first, across months, and as they lay in the queue', async ({ port }) => {
      const letters = [-40 * 86_400, -60, 0].map((seconds, place) => aLetter({ id: `m-${place}`, at: at(seconds) }));
      for (const letter of [...letters].reverse()) await port.keep(letter);
      expect(await port.list(all)).toEqual(letters);
      expect(await port.list({ atMost: 2 })).toEqual(letters.slice(0, 2));
    });

    promise('of one function, or of all', async ({ port }) => {
      await port.keep(aLetter());
      await port.keep(aLetter({ id: 'm-2', function: 'signal' }));
      expect((await port.list({ ...all, function: 'signal' })).map(({ id }) => id)).toEqual(['m-2']);
      expect(await port.list(all)).toHaveLength(2);
    });

    promise('taken away, it is gone, and the others stay', async ({ port }) => {
      await port.keep(aLetter());
      await port.keep(aLetter({ at: at(1) }));
      await port.remove(aLetter());
      await port.remove(aLetter());
      expect(await port.list(all)).toEqual([aLetter({ at: at(1) })]);
    });

    promise.underFault('kept though the answer was lost, it is there once', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.keep(aLetter())).rejects.toThrow(RetryableError);
      await port.keep(aLetter());
      expect(await port.list(all)).toEqual([aLetter()]);
    });
  });
}
