/** May the contact be written to on a topic, the same answer that every send asks for; or what have they chosen? */
import * as z from 'zod';
import { type ChannelName, channelKinds } from '../channels/index.ts';
import type { Contact } from '../contact.ts';
import { defineCondition } from '../define-condition.ts';
import { definitionName } from '../names.ts';

const channels = Object.keys(channelKinds) as [ChannelName, ...ChannelName[]];

export const consent = defineCondition({
  kind: 'consent',
  says: 'The contact agreed to the topic; where nobody has to be asked, they have not left it.',
  head: definitionName.describe('The topic.'),
  options: z.strictObject({
    channel: z.enum(channels).optional().describe('On this channel; left out: on any.'),
    is: z
      .enum(['in', 'pending', 'out', 'none'])
      .optional()
      .describe('Their own choice: agreed, ticked and not confirmed yet, left, or nothing chosen.'),
  }),
  example: {
    if: '{ consent: product-tips, channel: email }',
    holds: { consent: { 'product-tips': { email: 'in' } } },
    fails: { consent: { 'product-tips': { email: 'pending', sms: 'in' } } },
  },
  families: (asked) => [`contact:consent.${asked.head}`],
  refersTo: (asked) => [{ kind: 'topic', name: asked.head, at: 'consent' }],
  asks: (asked) =>
    ['consent', asked.head, asked.channel && `by ${asked.channel}`, asked.is && `is ${asked.is}`]
      .filter(Boolean)
      .join(' '),
  lookUp: (asked) => ({ look: 'consent', topic: asked.head, channel: asked.channel }),
  holds: (asked, found, { contact }) =>
    asked.is === undefined ? found === true : choiceOf(contact, asked.head, asked.channel) === asked.is,
  saysFound: (asked, _found, { contact }) =>
    asked.is === undefined ? undefined : choiceOf(contact, asked.head, asked.channel),
});

/** On several channels, the one that is nearest to a yes. */
function choiceOf({ consent: chosen }: Contact, topic: string, channel: string | undefined) {
  const byChannel = Object.hasOwn(chosen, topic) ? chosen[topic]! : {};
  const made = Object.entries(byChannel).filter(([name]) => channel === undefined || name === channel);
  return (['in', 'pending', 'out'] as const).find((state) => made.some(([, one]) => one.state === state)) ?? 'none';
}
