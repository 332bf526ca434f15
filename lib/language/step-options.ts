/** The options every step takes, whatever its kind. */
import * as z from 'zod';
import { conditions } from './markers.ts';

export const stepId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'A step id is lower case letters, digits and dashes.')
  .describe('The id of a step of this file, or its main value alone where only one step has it.');

export const onError = z
  .string()
  .regex(/^(stop|continue|go-to [a-z][a-z0-9-]*)$/, 'One of: stop, continue, go-to <step>.')
  .describe('What follows when the step has failed for good: `stop`, `continue` or `go-to <step>`.');

export const stepOptions = z.strictObject({
  id: stepId.max(60).optional().describe('Own name for the step; left out: kind and main value.'),
  'only-if': conditions.optional().describe('The step is passed over unless this holds when the contact arrives.'),
  'on-error': onError.optional(),
  note: z.string().max(2000).optional().describe('For colleagues; nothing reads it at run time.'),
});
