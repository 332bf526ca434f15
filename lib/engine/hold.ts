/** Brings a step back later: quiet hours, back-off, somebody else's claim, a time of day that was missed. */
import { stepKind } from '../language/registry.ts';
import { type Passage, waitMoment } from './passage.ts';
import type { HeldStep } from './run-record.ts';

/** `false` where another write came first; whoever wrote it decides then. */
export async function holdRun(passage: Passage, hold: Omit<HeldStep, 'attempts'>): Promise<boolean> {
  const { record, ports } = passage;
  const held = { ...hold, attempts: attemptsAt(passage, hold.step) + 1 };
  const wait = hold.reason === 'missed-its-time' && record.wait ? { ...record.wait, due: hold.until } : record.wait;
  const written = { ...record, status: 'running' as const, seq: record.seq + 1, held, wait };
  return (await ports.runs.write(written, record.seq)) === 'written';
}

export const attemptsAt = ({ record }: Passage, step: string): number =>
  record.held?.step === step ? record.held.attempts : 0;

/** The next time of day, where this one was missed by more than its grace. */
export function missedUntil(passage: Passage): string | undefined {
  const { record, version, now } = passage;
  const { wait } = record;
  if (wait?.graceSeconds === undefined) return undefined;
  if (Date.parse(now) - Date.parse(wait.due) <= wait.graceSeconds * 1000) return undefined;
  const step = version.graph.steps[wait.step]!;
  const due = stepKind(step.kind).due?.(step as never, waitMoment(passage));
  return due && 'at' in due && due.at > now ? due.at : undefined;
}
