/** What the stack's parts ask of time, whether it stands still until an operator moves it or runs like everybody's. */
import type { Timers } from '../../simulator/clock.ts';

export interface StackTime extends Timers {
  kind: 'virtual' | 'real';
  /** When the next timer fires; `undefined` if none is set. */
  nextDue(): string | undefined;
  /** Fires what is due up to and including `instant`; real time moves by itself and refuses. */
  moveTo(instant: string): Promise<void>;
  close(): void;
}
