/** Every key that the head of a journey or a workflow may have, with what it means to whoever runs it. */
import * as z from 'zod';
import { duration } from '../durations.ts';
import { entryRate } from '../entry-rate.ts';
import { conditions, steps } from '../markers.ts';
import { definitionName } from '../names.ts';
import { share } from '../share.ts';
import { onError } from '../step-options.ts';
import { timeZone } from '../zones.ts';
import { active, again, engine, goal, input, per, reference, review, subject, triggers } from './definition-values.ts';

const text = z.string().trim().min(1).max(500);

/** How an author may call a reason, a goal, an input: it becomes a key and part of a path. */
const reason = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(60);
const valueName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'Letters and digits, a letter first: `orderId`.')
  .max(60);

const common = {
  purpose: text.describe('What it is for, in one sentence.'),
  owner: text.describe('Who answers for it: an address or a team.'),
  review: review.optional().describe('How often it is looked at again: `every 90 days since 2026-03-02`.'),
  input: z.record(valueName, input).optional().describe('What a caller hands over: name and type.'),
  when: triggers.optional().describe('Any of these starts a run; left out: started by call or by hand only.'),
  if: conditions.optional().describe('… for those for whom this holds at that moment.'),
  again: again.optional().describe('Whether a contact may enter again: `never`, `always` or `after 90 days`.'),
  per: per.optional().describe('One run per contact and value of the event, side by side: `event.orderId`.'),
  active: active
    .optional()
    .describe(
      "`{ from: 2026-11-20, to: 2026-11-30 }`, on the contact's calendar: entry only between; at its end, runs end.",
    ),
  backfill: z
    .boolean()
    .optional()
    .describe('Whether those enter, too, who are in the segment already when this goes live: `true` or `false`.'),
  'entry-rate': entryRate
    .optional()
    .describe('How fast many may enter at once, by a schedule, a launch or a hand: `100 per minute`.'),
  grace: duration.optional().describe('How late a time of day may be picked up and still go the same day.'),
  due: z.enum(['keep', 'shift']).prefault('keep').describe('Whether a pause moves what falls due.'),
  'time-zone': timeZone.optional().describe('For contacts whose own zone is unknown.'),
  draft: z
    .boolean()
    .optional()
    .describe('`true`: it is checked, its scenario is played, and it is not published: nobody enters it.'),
  was: definitionName.optional().describe('The old name, after a rename.'),
  exit: z.record(reason, conditions).optional().describe('Reason and condition: ends the run at once, waits included.'),
  steps: steps.describe('What happens, in order.'),
  output: z.record(valueName, reference).optional().describe('What a caller may use once it is done.'),
  engine: engine.optional().describe('What carries the runs.'),
  'on-provider-fault': z
    .enum(['pause', 'skip'])
    .optional()
    .describe(
      'What follows where a provider takes nothing from us any more; left out: it pauses itself until resumed.',
    ),
  'on-error': onError
    .prefault('stop')
    .describe('What follows when a step fails for good: `stop`, `continue`, `go-to <step>`.'),
};

export const journeyShape = {
  journey: definitionName.describe('Its name, which is the name of the file.'),
  ...common,
  topic: definitionName.meta({ names: 'topic' }).optional().describe('Consent topic of its marketing messages.'),
  holdout: share.optional().describe('Of all who enter, these get nothing, always the same contacts: `10%`.'),
  group: definitionName
    .meta({ names: 'group' })
    .optional()
    .describe('Of the journeys of one group, a contact is in one at a time.'),
  priority: z.int().min(1).max(100).optional().describe('1 to 100, higher goes first; left out: 50.'),
  preempt: z.boolean().optional().describe('`true`: ends a run of its group that has a lower priority.'),
  'if-busy': z
    .enum(['skip', 'queue'])
    .optional()
    .describe('While the group is taken, whoever would enter is left out, or waits: `skip` or `queue`.'),
  goals: z.record(reason, goal).optional().describe('Name and condition; the first is the one that counts.'),
};

export const workflowShape = {
  workflow: definitionName.describe('Its name, which is the name of the file.'),
  ...common,
  subject: subject.optional().describe('What a run is about.'),
};

type Outputs<Shape extends Record<string, z.ZodType>> = { [Key in keyof Shape]?: z.output<Shape[Key]> };
/** What could be read of a definition's head. */
export type DefinitionValues = Outputs<typeof journeyShape> & Outputs<typeof workflowShape>;
