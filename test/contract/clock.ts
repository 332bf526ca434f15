/** Holds: an instant is spelled in the one way in which instants can be compared as text. */
import { expect } from 'vitest';
import type { Clock } from '../../lib/language/ports.ts';
import { contract, type Half } from './contract.ts';

export function clockContract(half: Half<Clock>): void {
  contract('clock', half, (promise) => {
    promise('now is UTC with milliseconds, and never before what was now', async ({ port }) => {
      const [first, second] = [port.now(), port.now()];
      expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(second >= first).toBe(true);
    });
  });
}
