/** May the contact be written to on a topic? The same answer that every send asks for. */
import * as z from 'zod';
import { type ChannelName, channelKinds } from '../channels/index.ts';
import { defineCondition } from '../define-condition.ts';
import { definitionName } from '../names.ts';

const channels = Object.keys(channelKinds) as [ChannelName, ...ChannelName[]];

export const consent = defineCondition({
  kind: 'consent',
  says: 'The contact agreed to the topic; where nobody has to be asked, they have not left it.',
  head: definitionName.describe('The topic.'),
  options: z.strictObject({ channel: z.enum(channels).optional().describe('On this channel; left out: on any.') }),
  example: {
    if: '{ consent: product-tips, channel: email }',
    holds: { consent: { 'product-tips': { email: 'in' } } },
    fails: { consent: { 'product-tips': { email: 'pending', sms: 'in' } } },
  },
  families: (asked) => [`contact:consent.${asked.head}`],
  refersTo: (asked) => [{ kind: 'topic', name: asked.head, at: 'consent' }],
  asks: (asked) => `consent ${asked.head}${asked.channel ? ` by ${asked.channel}` : ''}`,
  lookUp: (asked) => ({ look: 'consent', topic: asked.head, channel: asked.channel }),
  holds: (_asked, found) => found === true,
});
