/** Starts when somebody comes to belong to a set of people, or no longer does. */
import * as z from 'zod';
import { defineTrigger } from '../define-trigger.ts';
import type { ContactEvent } from '../event.ts';
import type { JsonMap } from '../json.ts';

interface Trigger {
  head: string;
  leaves?: boolean;
}

export const MEMBERSHIP = 'membership';

export const segment = defineTrigger({
  kind: 'segment',
  says: 'The contact enters the segment, or leaves it; who is inside when the definition goes live does not enter it.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The segment, by its name in `segments/`.'),
  options: z.strictObject({
    leaves: z.literal(true).optional().describe('The contact leaves it.'),
  }),
  example: {
    when: '{ segment: early-birds }',
    starts: { name: 'early-birds', data: { member: true } },
    ignores: { name: 'early-birds', data: { member: false } },
    lived: {
      do: '- { after: 1 day, join: early-birds }\n- { after: 1 day, leave: early-birds }',
      starts: ['day 1 10:00'],
    },
  },
  family: MEMBERSHIP,
  route: (trigger) => `${MEMBERSHIP}:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'segment', name: trigger.head, at: 'segment' }],
  matches: (trigger: Trigger, { name, data }: ContactEvent) =>
    name === trigger.head && data.member === (trigger.leaves !== true),
  // Of a segment that is kept by hand every change is told as it is; only those with a rule are watched.
  watch: {
    family: MEMBERSHIP,
    name: (trigger) => trigger.head,
    families: (trigger) => ['contact', 'contact:timeZone', `segment:${trigger.head}`],
    segment: (trigger) => trigger.head,
    judge(_trigger, { membership }, { now, state = {} }) {
      const { holds = false, turnsAt, heldAtFirst = false } = membership ?? {};
      const flips = typeof state['flips'] === 'number' ? state['flips'] : 0;
      const was = flips === 0 ? (state['member'] ?? heldAtFirst) : state['member'];
      if (was === holds) return { state: { member: holds, flips }, tells: [], dueAt: turnsAt };
      const data: JsonMap = { member: holds };
      const tells = [{ id: String(flips + 1), at: now, data }];
      return { state: { member: holds, flips: flips + 1 }, tells, dueAt: turnsAt };
    },
  },
});
