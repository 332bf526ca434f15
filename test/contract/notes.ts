/** Holds: of two who keep a note from one state, one does; what was read is what was kept. */
import { expect } from 'vitest';
import type { Notes } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { contract, type Half } from './contract.ts';

export function notesContract(half: Half<Notes>): void {
  contract('notes', half, (promise) => {
    promise('a note is there once it is kept, and each name has its own', async ({ port }) => {
      expect(await port.read('scan')).toBeUndefined();
      expect(await port.keep('scan', { part: 3, found: { lost: 1 } }, 0)).toBe('written');
      expect(await port.keep('other', {}, 0)).toBe('written');
      expect(await port.read('scan')).toEqual({ note: { part: 3, found: { lost: 1 } }, rev: 1 });
    });

    promise('of a hundred who keep it from one state, one does', async ({ port }) => {
      for (const from of [0, 1]) {
        const said = await Promise.all(Array.from({ length: 100 }, (_, by) => port.keep('scan', { by }, from)));
        expect(said.filter((answer) => answer === 'written')).toHaveLength(1);
        expect((await port.read('scan'))?.note).toEqual({ by: said.indexOf('written') });
      }
    });

    promise.underFault(
      'kept though the answer was lost, it stands, and the repeat loses',
      async ({ port, breakAt }) => {
        breakAt(1, 'after');
        await expect(port.keep('scan', { part: 1 }, 0)).rejects.toThrow(RetryableError);
        expect(await port.keep('scan', { part: 1 }, 0)).toBe('lost');
        expect(await port.read('scan')).toEqual({ note: { part: 1 }, rev: 1 });
      },
    );
  });
}
