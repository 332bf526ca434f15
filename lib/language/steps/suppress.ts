/** Closes an address for whatever may come: for somebody who must not hear from the team, whatever they once agreed to. */
import * as z from 'zod';
import { type ChannelName, channelKinds } from '../channels/index.ts';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { definitionName } from '../names.ts';

const channels = Object.keys(channelKinds) as [ChannelName, ...ChannelName[]];

export const suppress = defineStep({
  kind: 'suppress',
  group: 'contact',
  says: "Lets nothing go out to the contact's address any more, transactional messages included.",
  head: z.enum([...channels, 'everything']).describe('The channel, or `everything`.'),
  options: z.strictObject({
    reason: definitionName.prefault('by-rule').describe('What the timeline says of each message that is kept back.'),
    lasts: duration.optional().describe('Opens again by itself after this; left out: a person has to lift it.'),
  }),
  policy: 'idempotent',
  outcomes: ['suppressed', 'no-address'],
  needs: ['suppressions:write'],
  example: {
    steps: '- suppress: email\n  reason: asked-by-phone\n- send-email: welcome',
    timeline: ['day 0  suppress-email  suppressed', 'day 0  send-email-welcome  skipped'],
  },
  toGraph: (step, flow) => [flow.work(step, { suppressed: flow.next, 'no-address': flow.next })],
  async run(step, { now, zone, officeHours, ports }) {
    const until = step.lasts && after(now, step.lasts, zone, officeHours);
    const meant = step.head === 'everything' ? channels : [step.head];
    const closed: string[] = [];
    for (const channel of meant) if (await ports.suppressions.add(channel, step.reason, until)) closed.push(channel);
    if (closed.length === 0) return { outcome: 'no-address' };
    return { outcome: 'suppressed', reason: step.reason, detail: closed.join(', ') };
  },
});
