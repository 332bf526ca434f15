/** What triggers on tickets and deals share: what their own events say, and what was known of that very one before. */
import * as z from 'zod';
import { type Where, where } from '../comparisons.ts';
import { EVER } from '../conditions/define-history.ts';
import type { LookForEvents } from '../define-condition.ts';
import { defineTrigger } from '../define-trigger.ts';
import type { ContactEvent } from '../event.ts';
import { meets } from '../paths.ts';
import { familyOfThing, idIn, type Thing, thingNamed } from '../things.ts';

export const thingShape = { where: where.optional().describe("Properties of the event's data it must have.") };

/** Of that very thing, the newest word on one property before this event. */
export const lastWordOn = (property: string, thing: Thing, event: ContactEvent): LookForEvents => ({
  look: 'events',
  family: 'event',
  namesFrom: `${thing}.`,
  since: EVER,
  until: event.receivedAt,
  atMost: 1,
  newestFirst: true,
  keeps: (one) => one.id !== event.id && one.data[property] !== undefined && idIn(thing, one) === idIn(thing, event),
});

/** `property` has come to be this: it is said now, and was another one before. */
export const hasComeTo = (
  wanted: string,
  property: string,
  { data }: ContactEvent,
  before: readonly ContactEvent[] = [],
): boolean => String(data[property] ?? '') === wanted && String(before[0]?.data[property] ?? '') !== wanted;

export const isToldOf = (thing: Thing, { family, name }: ContactEvent): boolean =>
  family === 'event' && thingNamed(name) === thing;

/** `created`, `won`: the last part of an event's name, or the status it brings along. */
export function defineThing<const Kind extends 'ticket' | 'deal'>(kind: {
  kind: Kind;
  says: string;
  example: { word: string };
}) {
  const { kind: thing, example } = kind;
  const isCalled = (word: string, { name }: ContactEvent) => name === `${thing}.${word}`;
  return defineTrigger({
    kind: thing,
    says: kind.says,
    head: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'One word: `created`, or `changed` for anything that is told of it.')
      .describe(
        `What became of it: \`changed\` for anything that its events tell; else the last part of an event's name (\`${thing}.created\`), or the status that it gets.`,
      ),
    options: z.strictObject(thingShape),
    example: {
      when: `{ ${thing}: ${example.word} }`,
      starts: { name: `${thing}.${example.word}` },
      ignores: { name: `${thing}.other`, data: { status: 'other' } },
    },
    family: 'event',
    route: () => familyOfThing(thing),
    lookUp: (trigger, event) =>
      trigger.head === 'changed' || isCalled(trigger.head, event) ? undefined : lastWordOn('status', thing, event),
    matches: (trigger: { head: string; where?: Where }, event, before) =>
      isToldOf(thing, event) &&
      meets(event.data, trigger.where) &&
      (trigger.head === 'changed' || isCalled(trigger.head, event) || hasComeTo(trigger.head, 'status', event, before)),
  });
}
