/** What conditions on things that happened share: since when, how often, and which of them count. */
import * as z from 'zod';
import { sayWhere, type Where, where } from '../comparisons.ts';
import type { AskMoment, Found, Lookup } from '../define-condition.ts';
import { before, type Duration, duration } from '../durations.ts';
import type { ContactEvent } from '../event.ts';
import { meets, readPath } from '../paths.ts';

/** `3` means at least 3, `2..4` a range. */
export const times = z
  .union([z.int().min(1), z.string().regex(/^\d+\.\.\d+$/, 'A number, or a range such as `2..4`.')])
  .describe('At least so often, or a range `2..4`; left out: once.');

export const historyShape = {
  where: where.optional().describe("Properties of the event's data, each with a value or comparisons."),
  times: times.optional(),
  within: duration.optional().describe('Only what happened in this time before now.'),
  since: z
    .string()
    .optional()
    .describe('`start` (of the run), `ever`, or a step; left out: `start` in a run, else `ever`.'),
};

export interface History {
  where?: Where;
  times?: number | string;
  within?: Duration;
  since?: string;
}

const EVER = '1970-01-01T00:00:00.000Z';

/** The instant from which on things count. */
export function sinceOf(asked: History, { now, zone, run }: AskMoment): string {
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

/** Looks the events up; `isOne` says which of the family's events are meant. */
export function lookUpHistory(
  asked: History,
  moment: AskMoment,
  what: { family: string; name?: string; isOne?(event: ContactEvent): boolean },
): Lookup {
  const { to, from } = timesOf(asked);
  return {
    look: 'events',
    family: what.family,
    name: what.name,
    since: sinceOf(asked, moment),
    atMost: to === Number.POSITIVE_INFINITY ? from : to + 1,
    keeps: (event) =>
      (what.isOne?.(event) ?? true) && meets(event.data, asked.where) && isOfThisRun(event, asked, moment),
  };
}

/** An event that carries another key than the run's is another order's; one without the key counts. */
function isOfThisRun(event: ContactEvent, asked: History, { run }: AskMoment): boolean {
  if (!run) return true;
  // What started the run is not something that happened since; it is part of what ever happened.
  if (event.id === run.triggerId) return asked.since === 'ever';
  if (run.key === undefined || !run.keyPath) return true;
  const key = readPath(event.data, run.keyPath);
  return key === undefined || key === null || String(key) === run.key;
}

export function happenedOftenEnough(asked: History, found: Found): boolean {
  const count = Array.isArray(found) ? found.length : 0;
  const { from, to } = timesOf(asked);
  return count >= from && count <= to;
}

export function sayHistory(asked: History): string {
  const parts = [];
  if (asked.where) parts.push(`where ${sayWhere(asked.where)}`);
  if (asked.times !== undefined) parts.push(`${asked.times} times`);
  if (asked.within) parts.push(`within ${asked.within.text}`);
  else if (asked.since) parts.push(`since ${asked.since}`);
  return parts.map((part) => ` ${part}`).join('');
}
