/** How many messages a contact may get in a while, over all journeys: nobody is written to more often than they can bear. */
import * as z from 'zod';
import { channelKinds } from './channels/index.ts';
import { type Duration, duration } from './durations.ts';

export const tones = ['value', 'offer'] as const;
export type Tone = (typeof tones)[number];

const shape = z.strictObject({
  channel: z.enum(Object.keys(channelKinds)).optional().describe('Counted on this channel; left out: on all together.'),
  class: z
    .enum(['marketing', 'transactional'])
    .prefault('marketing')
    .describe('Which messages are counted, and kept back once it is full.'),
  tone: z.enum(tones).optional().describe('Only those that help, or only those that sell; left out: both.'),
  inside: z
    .literal('journey')
    .optional()
    .describe('`journey`: those of each journey by itself; left out: of all together.'),
  'at-most': z.int().min(1).max(100).describe('So many messages to one contact.'),
  'for-every': z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Of those that sell so many for every so many that help, within the same time.'),
  per: duration.describe('In this time, counted back from each message: `7 days`.'),
  'when-full': z
    .enum(['drop', 'hold'])
    .prefault('drop')
    .describe('The next message is skipped, or held until there is room.'),
});

export const capShape = shape.superRefine((cap, context) => {
  if (cap['for-every'] === undefined) return;
  const refuse = (message: string, hint: string) =>
    context.addIssue({ code: 'custom', message, path: ['for-every'], params: { code: 'WM134', hint } });
  if (cap.tone !== 'offer') refuse('`for-every` sets what sells against what helps.', 'Write `tone: offer` beside it.');
  else if (cap['when-full'] === 'hold')
    refuse('Nobody knows when the next message helps, so none can be held until then.', 'Write `when-full: drop`.');
});

export interface Cap {
  channel?: string;
  class: 'marketing' | 'transactional';
  tone?: Tone;
  inside?: 'journey';
  atMost: number;
  forEvery?: number;
  per: Duration;
  whenFull: 'drop' | 'hold';
}

export const capOf = ({
  'at-most': atMost,
  'for-every': forEvery,
  'when-full': whenFull,
  ...cap
}: z.output<typeof capShape>): Cap => ({
  ...cap,
  atMost,
  ...(forEvery !== undefined && { forEvery }),
  whenFull,
});

/** What of a message decides by which caps it is counted. */
export interface Counted {
  channel: string;
  class: 'marketing' | 'transactional';
  tone?: Tone;
  /** Whose it is. */
  definition?: string;
}

export const isCounted = (message: Counted, cap: Cap): boolean =>
  isOfItsKind(message, cap) && (cap.tone === undefined || cap.tone === message.tone);

/** For every so many of these one more may sell. */
export const helps = (message: Counted, cap: Cap): boolean =>
  cap.forEvery !== undefined && isOfItsKind(message, cap) && message.tone === 'value';

const isOfItsKind = (message: Counted, { class: messageClass, channel }: Cap): boolean =>
  message.class === messageClass && (channel === undefined || channel === message.channel);
