/** Writes what the journey has learned: onto the contact's record, or onto the ticket, deal or order that a workflow is about. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import type { JsonMap } from '../json.ts';
import { records } from '../things.ts';

export const update = defineStep({
  kind: 'update',
  group: 'contact',
  says: 'Sets fields of the contact, or of the record that the run is about.',
  head: z
    .enum(['contact', ...records])
    .describe(
      '`contact`; in a workflow with that `subject`: `ticket`, `deal` or `order`, told as an event `ticket.updated`.',
    ),
  options: z.strictObject({
    set: z
      .record(z.string().meta({ names: 'any field' }), z.unknown())
      .refine((fields) => Object.keys(fields).length > 0, 'At least one field is wanted.')
      .meta({ minProperties: 1 })
      .describe('Field → value, `{ from: <path> }` or Liquid text; `null` clears the field.'),
  }),
  policy: 'once-per-visit',
  outcomes: ['updated', 'gone'],
  needs: ['contacts:write'],
  example: {
    steps: '- update: contact\n  set: { plan: gold }',
    timeline: ['day 0  update-contact  updated'],
  },
  toGraph: (step, flow) => [flow.work(step, { updated: flow.next, gone: flow.next })],
  async run(step, { contactId, effectKey, ports, value }) {
    const fields = Object.fromEntries(
      Object.entries(step.set).map(([name, written]) => [name, value(written) ?? null]),
    );
    const detail = Object.keys(fields).join(', ');
    if (step.head !== 'contact') {
      await ports.records.update(step.head, fields as JsonMap);
      return { outcome: 'updated', detail };
    }
    const result = await ports.contactChanges.set(contactId, fields as JsonMap, effectKey);
    return { outcome: result === 'gone' ? 'gone' : 'updated', detail };
  },
});
