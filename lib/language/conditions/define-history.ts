/** What conditions on things that happened share: since when, how often, how much, and which of them count. */
import * as z from 'zod';
import { earliest } from '../ages.ts';
import { compares, sayComparison, sayWhere, type Where, where } from '../comparisons.ts';
import { type AskMoment, eventsIn, type Found, type Lookup } from '../define-condition.ts';
import { after, before, type Duration, duration } from '../durations.ts';
import type { ContactEvent } from '../event.ts';
import { isPath } from '../path-form.ts';
import { meets, readPath } from '../paths.ts';
import { idIn } from '../things.ts';

/** `3` means at least 3, `2..4` a range. */
export const times = z
  .union([
    z.int().min(1),
    z
      .string()
      .regex(/^\d+\.\.\d+$/, { error: 'A number, or a range such as `2..4`.', abort: true })
      .refine((range) => Number(range.split('..')[0]) <= Number(range.split('..')[1]), 'A range runs upward: `2..4`.'),
  ])
  .describe('At least so often, or a range `2..4`; left out: once.');

export const sinceShape = {
  within: duration.optional().describe('Only what happened in this time before now.'),
  since: z
    .string()
    .optional()
    .describe('`start` (of the run), `ever`, or a step; left out: `start` in a run, else `ever`.'),
};
export const whereShape = {
  where: where.optional().describe("Properties of the event's data, each with a value or comparisons."),
};
export const historyShape = { ...whereShape, times: times.optional(), ...sinceShape };

/** For a sum or a rhythm in place of a count. */
export const amountShape = {
  total: z
    .string()
    .refine(isPath, 'A path in the data of the event: `total`, `order.amount`.')
    .optional()
    .describe('Adds this number of each event up, and compares the sum.'),
  above: z.number().optional(),
  'at-least': z.number().optional(),
  below: z.number().optional(),
  'at-most': z.number().optional(),
  'fewer-than-before': z
    .literal(true)
    .optional()
    .describe('Happened less often in the time `within` than in as much time before it.'),
};
export const amountWords = ['above', 'at-least', 'below', 'at-most'] as const;

export interface History {
  where?: Where;
  times?: number | string;
  within?: Duration;
  since?: string;
  total?: string;
  'fewer-than-before'?: true;
  above?: number;
  'at-least'?: number;
  below?: number;
  'at-most'?: number;
}

export const EVER = '1970-01-01T00:00:00.000Z';
/** Of one contact, in one look-up: more than anybody does, and an end for what a machine does. */
export const MOST_EVENTS = 5_000;

/** The instant from which on things count. */
export function sinceOf(asked: Pick<History, 'within' | 'since'>, { now, zone, run }: AskMoment): string {
  if (asked.within) return before(now, asked.within, zone);
  if (asked.since === 'ever' || !run) return EVER;
  if (asked.since && asked.since !== 'start') return run.doneAt[asked.since] ?? now;
  return run.startedAt;
}

export function timesOf(asked: History): { from: number; to: number } {
  const [from, to] = String(asked.times ?? 1)
    .split('..')
    .map(Number);
  return { from: from ?? 1, to: to ?? Number.POSITIVE_INFINITY };
}

/** So many decide it; for a sum or a rhythm all of them. */
function decisive(asked: History): number {
  if (asked.total !== undefined || asked['fewer-than-before']) return MOST_EVENTS;
  const { to, from } = timesOf(asked);
  return to === Number.POSITIVE_INFINITY ? Math.max(from, 1) : to + 1;
}

/** Looks the events up; `isOne` says which of the family's events are meant. */
export function lookUpHistory(
  asked: History,
  moment: AskMoment,
  what: { family: string; name?: string; isOne?(event: ContactEvent): boolean },
): Lookup {
  const recent = sinceOf(asked, moment);
  const since = asked['fewer-than-before'] ? sinceOf(asked, { ...moment, now: recent }) : recent;
  return {
    look: 'events',
    family: what.family,
    name: what.name,
    since,
    atMost: decisive(asked),
    newestFirst: asked.within !== undefined,
    keeps: (event) =>
      (what.isOne?.(event) ?? true) &&
      // A time before now is counted by when it happened, not by when it was heard of.
      (asked.within === undefined || event.at >= since) &&
      meets(event.data, asked.where) &&
      isOfThisRun(event, asked, moment),
  };
}

/** An event that carries another key than the run's is another order's; one without the key counts. */
export function isOfThisRun(event: ContactEvent, asked: History, { run }: AskMoment): boolean {
  if (!run) return true;
  // What started the run is not something that happened since; it is part of what ever happened, and of every sum.
  if (event.id === run.triggerId)
    return asked.since === 'ever' || asked.total !== undefined || asked['fewer-than-before'] === true;
  if (run.key === undefined) return true;
  if (run.subject) return (idIn(run.subject, event) ?? run.key) === run.key;
  if (!run.keyPath) return true;
  const key = readPath(event.data, run.keyPath);
  return key === undefined || key === null || String(key) === run.key;
}

export function historyHolds(asked: History, found: Found, moment: AskMoment): boolean {
  const events = eventsIn(found);
  if (asked['fewer-than-before']) {
    const recent = sinceOf(asked, moment);
    const before = events.filter(({ at }) => at < recent).length;
    return events.length - before < before;
  }
  if (asked.total === undefined) return happenedOftenEnough(asked, found);
  return (
    compares(totalOf(asked.total, events), asked) && (asked.times === undefined || happenedOftenEnough(asked, found))
  );
}

export function happenedOftenEnough(asked: History, found: Found): boolean {
  const count = eventsIn(found).length;
  const { from, to } = timesOf(asked);
  return count >= from && count <= to;
}

/** What is no number adds nothing. */
function totalOf(path: string, events: readonly ContactEvent[]): number {
  return events.reduce((sum, { data }) => {
    const amount = readPath(data, path);
    const isAmount = typeof amount === 'number' || typeof amount === 'string';
    return sum + (isAmount && Number.isFinite(Number(amount)) ? Number(amount) : 0);
  }, 0);
}

export function sayFoundAmount(asked: History, found: Found): string | undefined {
  return asked.total === undefined ? undefined : String(totalOf(asked.total, eventsIn(found)));
}

export const hasWindow = ({ within }: Pick<History, 'within'>): boolean => within !== undefined;

/** Things leave a window without anybody doing anything. */
export function historyFlipsAt(
  { within, 'fewer-than-before': isRhythm }: Pick<History, 'within' | 'fewer-than-before'>,
  found: Found,
  { now, zone }: AskMoment,
): string | undefined {
  if (!within) return undefined;
  const leaves = (at: string) => oneMilliAfter(after(at, within, zone));
  const turns = eventsIn(found).flatMap(({ at }) =>
    isRhythm ? [leaves(at), leaves(after(at, within, zone))] : [leaves(at)],
  );
  return earliest(turns.filter((turn) => turn > now));
}

const oneMilliAfter = (iso: string): string => new Date(Date.parse(iso) + 1).toISOString();

/** What kinds that count, sum or compare what happened have in common. */
export const historyAnswers = {
  options: z.strictObject({ ...historyShape, ...amountShape }),
  holds: historyHolds,
  saysFound: sayFoundAmount,
  isTimed: hasWindow,
  flipsAt: historyFlipsAt,
};

export function sayHistory(asked: History): string {
  const parts = [];
  if (asked.where) parts.push(`where ${sayWhere(asked.where)}`);
  if (asked.times !== undefined) parts.push(`${asked.times} times`);
  if (asked.total !== undefined) parts.push(`total ${asked.total} ${sayComparison(asked)}`);
  if (asked['fewer-than-before']) parts.push('fewer than before');
  if (asked.within) parts.push(`within ${asked.within.text}`);
  else if (asked.since) parts.push(`since ${asked.since}`);
  return parts.map((part) => ` ${part}`).join('');
}
