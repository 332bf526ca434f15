/** Moves virtual time as an operator asks, stopping wherever something falls due and letting its effects come to rest. */
import { after } from '../../language/durations.ts';
import { Refusal } from '../refusal.ts';
import type { StackTime } from './stack-time.ts';

/** `next` thing due, one `day` on, or an instant: where that lies; `undefined` if there is nothing to go to. */
export function targetOf(to: string, time: StackTime, zone: string): string | undefined {
  if (time.kind === 'real') throw new Refusal('This stack runs on real time, which moves by itself.');
  if (to === 'next') return time.nextDue();
  if (to === 'day') return after(time.now(), { text: '1 day', days: 1 }, zone);
  if (Number.isNaN(Date.parse(to))) throw new Refusal(`"${to}" is neither next, day nor an instant.`);
  const instant = new Date(to).toISOString();
  if (instant < time.now()) throw new Refusal('Time does not run backward; a reset puts it back to its start.');
  return instant;
}

export async function moveTo(instant: string, time: StackTime, settle: () => Promise<void>): Promise<void> {
  await settle();
  for (let due = time.nextDue(); due !== undefined && due <= instant; due = time.nextDue()) {
    await time.moveTo(due);
    await settle();
  }
  if (instant > time.now()) await time.moveTo(instant);
  await settle();
}

/** Things that come from outside at one virtual instant still come one after the other: a millisecond tells which. */
export async function tick(time: StackTime): Promise<void> {
  if (time.kind === 'virtual') await time.moveTo(new Date(Date.parse(time.now()) + 1).toISOString());
}

/** What waits out the rest of a second is due now to whoever looks at a clock: Step Functions waits whole seconds only. */
export async function finishSecond(time: StackTime, settle: () => Promise<void>): Promise<void> {
  await settle();
  for (let turn = 0; turn < MOST_TURNS && time.kind === 'virtual'; turn++) {
    const due = time.nextDue();
    if (due === undefined || Date.parse(due) - Date.parse(time.now()) > 1_000) return;
    await time.moveTo(due);
    await settle();
  }
}

const MOST_TURNS = 20;
