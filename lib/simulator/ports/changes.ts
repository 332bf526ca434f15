/** The memory's change feed: what the table's stream would say, in the order in which it was written. */
import type { Change } from '../../engine/ports.ts';

/** Called before the write returns; whoever acts on a change does so later, in order. */
export type OnChange = (change: Change) => void;

/** Later ones of the same thing sort behind earlier ones. */
export function changeId(thing: string, rev: number): string {
  return `${thing}@${String(rev).padStart(12, '0')}`;
}
