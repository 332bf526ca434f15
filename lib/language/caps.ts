/** How many messages a contact may get in a while, over all journeys: nobody is written to more often than they can bear. */
import * as z from 'zod';
import { channelKinds } from './channels/index.ts';
import { type Duration, duration } from './durations.ts';

export const tones = ['value', 'offer'] as const;
export type Tone = (typeof tones)[number];

export const capShape = z.strictObject({
  channel: z.enum(Object.keys(channelKinds)).optional().describe('Counted on this channel; left out: on all together.'),
  class: z
    .enum(['marketing', 'transactional'])
    .prefault('marketing')
    .describe('Which messages are counted, and kept back once it is full.'),
  tone: z.enum(tones).optional().describe('Only those that help, or only those that sell; left out: both.'),
  'at-most': z.int().min(1).max(100).describe('So many messages to one contact.'),
  per: duration.describe('In this time, counted back from each message: `7 days`.'),
  'when-full': z
    .enum(['drop', 'hold'])
    .prefault('drop')
    .describe('The next message is skipped, or held until there is room.'),
});

export interface Cap {
  channel?: string;
  class: 'marketing' | 'transactional';
  tone?: Tone;
  atMost: number;
  per: Duration;
  whenFull: 'drop' | 'hold';
}

export const capOf = ({ 'at-most': atMost, 'when-full': whenFull, ...cap }: z.output<typeof capShape>): Cap => ({
  ...cap,
  atMost,
  whenFull,
});

/** What of a message decides by which caps it is counted. */
export interface Counted {
  channel: string;
  class: 'marketing' | 'transactional';
  tone?: Tone;
}

export const isCounted = (message: Counted, cap: Cap): boolean =>
  message.class === cap.class &&
  (cap.channel === undefined || cap.channel === message.channel) &&
  (cap.tone === undefined || cap.tone === message.tone);
