/** Stands in for the payment provider: says yes to every charge, and lets no money move. */
import type { Cards } from '../engine/ports.ts';

/** By its key alone it knows a repeat, even after a restart. */
const idOf = (effect: string): string => `charged-here-${effect.slice(effect.lastIndexOf('.') + 1)}`;

export const captureCharges: Cards = {
  charge: async ({ effect }) => ({ answer: 'charged', id: idOf(effect) }),
  find: async ({ effect }) => ({ found: 'charged', id: idOf(effect) }),
};
