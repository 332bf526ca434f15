/** Starts when the team's systems report that something happened to the contact. */
import * as z from 'zod';
import { type Where, where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import type { ContactEvent } from '../event.ts';
import { meets } from '../paths.ts';
import { followersNamed, silenceShape, watchSilence } from './define-silence.ts';

const isOne = (trigger: { head: string; where?: Where }, happened: ContactEvent): boolean =>
  happened.name === trigger.head && meets(happened.data, trigger.where);

export const event = defineTrigger({
  kind: 'event',
  says: 'An event of this name is received; with `not-followed-by`, and what should follow does not come in time.',
  head: z.string().min(1).max(200).describe("The event's name: `trial.started`."),
  options: z.strictObject({
    where: where.optional().describe("Properties of the event's data it must have."),
    ...silenceShape,
  }),
  example: {
    when: '{ event: order.paid, where: { total: { above: 100 } } }',
    starts: { name: 'order.paid', data: { total: 120 } },
    ignores: { name: 'order.paid', data: { total: 20 } },
  },
  family: 'event',
  route: (trigger) => `event:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'event', name: trigger.head, at: 'event' }, ...followersNamed(trigger)],
  matches: isOne,
  watch: watchSilence({
    family: 'event',
    name: (trigger) => trigger.head,
    families: (trigger) => [`event:${trigger.head}`],
    isOne,
  }),
});
