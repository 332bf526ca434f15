/** Holds: two attempts are never taken for one, and an identity always founds the same contact. */
import { expect } from 'vitest';
import type { Ids } from '../../lib/engine/ports.ts';
import { contract, type Half } from './contract.ts';

export function idsContract(half: Half<Ids>): void {
  contract('ids', half, (promise) => {
    promise('no two attempts are alike', async ({ port }) => {
      expect(new Set(Array.from({ length: 1_000 }, () => port.attempt())).size).toBe(1_000);
    });

    promise('an identity founds one contact, whose id fits an execution and shows no address', async ({ port }) => {
      const id = port.contact({ kind: 'email', value: 'ann@example.com' });
      expect(id).toMatch(/^[A-Za-z0-9]{16,32}$/);
      expect(port.contact({ kind: 'email', value: 'ann@example.com' })).toBe(id);
      expect(port.contact({ kind: 'userId', value: 'ann@example.com' })).not.toBe(id);
      expect(port.contact({ kind: 'email', value: 'bob@example.com' })).not.toBe(id);
    });
  });
}
