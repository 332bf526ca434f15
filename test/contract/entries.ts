/** Holds: of two triggers that would let a contact in at once, one does. */
import { expect } from 'vitest';
import type { Entries, Entry } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const anEntry = (said: Partial<Entry> = {}): Entry => ({
  contact: 'ann',
  definition: 'trial',
  run: 'ann.r1',
  at: at(0),
  ...said,
});

export function entriesContract(half: Half<Entries>): void {
  contract('entries', half, (promise) => {
    promise('of fifty first entries at once, one is written', async ({ port }) => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => port.put(anEntry({ run: `ann.r${i}` }), undefined)),
      );
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await port.get('ann', 'trial')).toEqual(anEntry({ run: `ann.r${answers.indexOf('written')}` }));
    });

    promise('an entry follows only the one that was read', async ({ port }) => {
      const [first, second, third] = [
        anEntry(),
        anEntry({ run: 'ann.r2', at: at(1) }),
        anEntry({ run: 'ann.r3', at: at(2) }),
      ];
      expect(await port.put(second, first)).toBe('lost');
      expect(await port.put(first, undefined)).toBe('written');
      expect(await port.put(second, first)).toBe('written');
      expect(await port.put(third, first)).toBe('lost');
      expect(await port.put(third, { ...second, at: at(9) })).toBe('lost');
      expect(await port.get('ann', 'trial')).toEqual(second);
    });

    promise('keys, definitions and contacts are entered apart', async ({ port }) => {
      const entries = [
        anEntry(),
        anEntry({ key: '' }),
        anEntry({ key: '7' }),
        anEntry({ key: '7#8' }),
        anEntry({ definition: 'trial-7' }),
        anEntry({ contact: 'bob', key: '7' }),
      ];
      for (const [i, entry] of entries.entries())
        expect(await port.put({ ...entry, run: `r${i}` }, undefined)).toBe('written');
      for (const [i, { contact, definition, key }] of entries.entries()) {
        expect((await port.get(contact, definition, key))?.run).toBe(`r${i}`);
      }
      expect(await port.get('ann', 'trial', '8')).toBeUndefined();
    });

    promise.underFault('an entry whose answer was lost stands', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.put(anEntry(), undefined)).rejects.toThrow(RetryableError);
      expect(await port.put(anEntry({ run: 'ann.r2' }), undefined)).toBe('lost');
      expect(await port.get('ann', 'trial')).toEqual(anEntry());
    });
  });
}
