/** Starts when a deal comes to a stage of the pipeline; told again of the same stage, it starts nobody. */
import * as z from 'zod';
import { defineTrigger } from '../define-trigger.ts';
import { meets } from '../paths.ts';
import { familyOfThing } from '../things.ts';
import { hasComeTo, isToldOf, lastWordOn, thingShape } from './define-thing.ts';

export const stage = defineTrigger({
  kind: 'stage',
  says: 'A deal comes to this stage: one of its events (`deal.…`) says so in `stage`, and the one before did not.',
  head: z.string().min(1).max(100).describe('The stage: `proposal`.'),
  options: z.strictObject(thingShape),
  example: {
    when: '{ stage: proposal }',
    starts: { name: 'deal.updated', data: { dealId: 'D1', stage: 'proposal' } },
    ignores: { name: 'deal.updated', data: { dealId: 'D1', stage: 'qualified' } },
  },
  family: 'event',
  route: () => familyOfThing('deal'),
  lookUp: (_trigger, event) => lastWordOn('stage', 'deal', event),
  matches: (trigger, event, before) =>
    isToldOf('deal', event) && meets(event.data, trigger.where) && hasComeTo(trigger.head, 'stage', event, before),
});
