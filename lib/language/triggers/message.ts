/** Starts when something becomes of a message of ours: a bounce that sales should know of, a click that is worth a call. */
import * as z from 'zod';
import { where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { meets } from '../paths.ts';

const template = z.string().regex(/^[a-z][a-z0-9-]*$/, 'A template is named here.');

export const message = defineTrigger({
  kind: 'message',
  says: 'A message of ours is delivered, opened or clicked by a person, bounces, or is complained of.',
  head: z
    .enum(['delivered', 'opened', 'clicked', 'bounced', 'complained', 'rejected', 'unsubscribed'])
    .describe('What became of it.'),
  options: z.strictObject({
    template: z
      .union([template, z.array(template).min(1)])
      .optional()
      .describe('Of this template, or one of a list.'),
    where: where.optional().describe('What is known of it: `channel`, `class`, `link`, `step`.'),
  }),
  example: {
    when: '{ message: clicked, template: welcome }',
    starts: { name: 'clicked', data: { template: 'welcome' } },
    ignores: { name: 'clicked', data: { template: 'welcome', machine: true } },
  },
  family: 'message',
  route: (trigger) => `message:${trigger.head}`,
  refersTo: (trigger) => templatesOf(trigger.template).map((name) => ({ kind: 'template', name, at: 'template' })),
  // Machines that prefetch links and pixels are stored, and never count.
  matches: (trigger, { name, data }) =>
    name === trigger.head &&
    data.machine !== true &&
    (trigger.template === undefined || templatesOf(trigger.template).some((one) => one === data.template)) &&
    meets(data, trigger.where),
});

const templatesOf = (named: string | readonly string[] | undefined): string[] =>
  named === undefined ? [] : [named].flat();
