/** Holds: a link in a message stands for what was signed, for one purpose, until it ends; nothing else passes. */
import { expect } from 'vitest';
import type { Signer } from '../../lib/engine/ports.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

/** The half's clock stands at `monday`. */
export function signerContract(half: Half<Signer>): void {
  contract('signer', half, (promise) => {
    promise('what was signed is read back, for its purpose only', async ({ port }) => {
      for (const id of ['ann.r1.k1', '3.ann.r1.k1', 'ä ~#%/?&']) {
        const token = port.sign('click', id);
        expect(token).toMatch(/^[\w.~%-]+$/);
        expect(port.verify('click', token)).toEqual({ id });
        expect(port.verify('unsubscribe', token)).toBeUndefined();
      }
    });

    promise('a changed token is nobody’s', async ({ port }) => {
      const token = port.sign('click', 'ann.r1.k1');
      for (let i = 0; i < token.length; i++) {
        const changed = token.slice(0, i) + (token[i] === 'x' ? 'y' : 'x') + token.slice(i + 1);
        expect(port.verify('click', changed)).toBeUndefined();
      }
      expect(port.verify('click', '')).toBeUndefined();
    });

    promise('a token ends when it was told to', async ({ port }) => {
      expect(port.verify('click', port.sign('click', 'k', at(10)))).toEqual({ id: 'k' });
      expect(port.verify('click', port.sign('click', 'k', at(-10)))).toBeUndefined();
    });
  });
}
