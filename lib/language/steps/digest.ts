/** Tells a contact once of all that a busy while has brought, instead of a message for each. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { partOf } from '../graph.ts';

const CLOSE = 'close';

export const digest = defineStep({
  kind: 'digest',
  group: 'flow',
  says: 'Brings the triggers of a while together: the first one waits and goes on once, with what all of them brought.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'Lower-case letters, digits and dashes, a letter first: `comments`.')
    .describe(
      'What is collected, in a word. Afterwards `count` and `items`, what the triggers brought, oldest first, stand under the step: `{% for item in digest-comments.items %}`; `items` holds a hundred at most, as long as they are no more than 32,000 letters.',
    ),
  options: z.strictObject({
    for: duration.describe(
      'How long, counted from the first trigger. The others end here, with the outcome `collected`.',
    ),
    key: z
      .string()
      .regex(/^(event|input)(\.[A-Za-z0-9_-]+)+$/, 'A value of the event or the input: `event.post`.')
      .optional()
      .describe('Only triggers with the same value come together: `event.post`.'),
  }),
  policy: 'once-per-visit',
  outcomes: ['opened', 'collected', 'closed'],
  needs: ['runs:read'],
  gathers: true,
  lasts: true,
  example: {
    steps:
      '- digest: comments\n  for: 1 hour\n- if: { value: digest-comments.count, at-least: 2 }\n  then:\n    - send-email: welcome',
    do: '  - { after: 10 minutes, event: thing.happened }',
    timeline: [
      'day 0 10:00  digest-comments  opened',
      'day 0 10:10  digest-comments  collected',
      'day 0 10:10  digest-comments  ended',
      'day 0 11:00  digest-comments  closed',
      'day 0 11:00  if  then',
      'day 0 11:00  send-email-welcome  sent',
    ],
  },
  refersTo: ({ key }) => (key === undefined ? [] : [{ kind: 'path', name: key, at: 'key' }]),
  toGraph(step, flow) {
    const waits = partOf(step, 'window');
    const closes = partOf(step, CLOSE);
    const into = flow.stop(partOf(step, 'into'), 'collected').id;
    const opens = flow.work(step, { opened: waits.id, collected: into });
    return [
      // Whose collecting fails for good, and may go on, goes on alone.
      { ...opens, onward: flow.next },
      flow.wait(waits, closes.id),
      flow.work(closes, { closed: flow.next }),
      // The run ends, though it be a micro-journey that collects.
      { does: 'stop', id: into, outcome: 'collected' },
    ];
  },
  due: (step, { now, zone, officeHours }) => ({ at: after(now, step.for, zone, officeHours) }),
  async run(step, { part, ports, value }) {
    const found = step.key === undefined ? undefined : value({ from: step.key });
    const key = found === undefined || found === null || typeof found === 'object' ? undefined : String(found);
    const reason = step.key !== undefined && key === undefined ? 'no-key' : undefined;
    if (part === CLOSE) {
      const told = await ports.gatherings.close(key);
      if (!told) return { outcome: 'collected', ends: 'collected' };
      return { outcome: 'closed', detail: `${told.count} in one`, output: { ...told } };
    }
    const joined = await ports.gatherings.join(key);
    return { outcome: joined.outcome, reason, detail: joined.outcome === 'collected' ? joined.run : undefined };
  },
});
