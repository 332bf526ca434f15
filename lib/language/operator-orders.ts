/** What operators may order of a deployment, by the command line or the page: one shape, read before anything is done. */
import * as z from 'zod';
import { type ChannelName, channelKinds } from './channels/index.ts';
import type { JsonMap } from './json.ts';
import { definitionName } from './names.ts';

const name = z.string().min(1).max(200);
const reason = z.string().min(1).max(500).optional();

/** One run, a contact's (of one definition or of all), a definition's, or all there are. */
const whose = z
  .strictObject({
    run: name.optional(),
    contact: name.optional(),
    definition: name.optional(),
    everything: z.literal(true).optional(),
  })
  .refine(
    ({ run, contact, definition, everything }) => {
      const said = [run !== undefined, everything === true, contact !== undefined || definition !== undefined];
      return said.filter(Boolean).length === 1;
    },
    { message: 'Name one: a run, a contact, a definition, or everything.' },
  );

export const runStatuses = ['failed', 'stuck', 'unknown', 'waiting', 'open', 'paused'] as const;
export type RunStatus = (typeof runStatuses)[number];

const map = z.record(name, name).optional();
const instant = z.iso.datetime();
const most = z.int().min(1).max(1_000).optional();

export const orderShape = z.discriminatedUnion('does', [
  z.strictObject({ does: z.enum(['pause', 'resume', 'stop', 'redrive']), whose, reason }),
  z.strictObject({ does: z.literal('disable'), definition: name, reason }),
  z.strictObject({ does: z.literal('move'), definition: name, to: z.int().min(1).optional(), map }),
  z.strictObject({ does: z.literal('rollback'), definition: name, to: z.int().min(1).optional(), reason }),
  z.strictObject({
    does: z.enum(['suppress', 'unsuppress']),
    contact: name,
    channel: z.enum(Object.keys(channelKinds) as ChannelName[]).optional(),
    /** What the timeline says of each message that is kept back. */
    reason: definitionName.optional(),
  }),
  /** An endpoint that has said it is gone is called again. */
  z.strictObject({ does: z.literal('open-webhook'), url: name }),
  /** Of an address that is called, or of a source of waymark.yaml. */
  z.strictObject({ does: z.literal('webhook-secret'), of: name }),
  z.strictObject({ does: z.literal('enter'), definition: name, segment: name.optional(), reason }),
  z.strictObject({ does: z.literal('erase'), contact: name, reason }),
  z.strictObject({ does: z.literal('redeliver'), function: name.optional(), reason }),
  z.strictObject({ does: z.literal('export'), contact: name }),
  z.strictObject({ does: z.literal('versions'), definition: name }),
  z.strictObject({
    does: z.literal('runs'),
    definition: name.optional(),
    status: z.enum(runStatuses).optional(),
    most,
  }),
  z.strictObject({
    does: z.literal('audit'),
    definition: name.optional(),
    contact: name.optional(),
    since: instant.optional(),
    most,
  }),
  z.strictObject({ does: z.literal('dead-letters'), function: name.optional(), most }),
  z.strictObject({ does: z.literal('intakes'), definition: name.optional(), most }),
  z.strictObject({ does: z.literal('why'), contact: name, definition: name.optional(), step: name.optional() }),
]);
export type Order = z.output<typeof orderShape>;
export type Whose = z.output<typeof whose>;
/** Changes nothing, and is not kept. */
export type Look = Extract<Order, { does: 'runs' | 'versions' | 'audit' | 'dead-letters' | 'intakes' | 'why' }>;
export type Deed = Exclude<Order, Look>;

/** `id`: the same order again, after a lost answer or for its rest, has the same. */
export const orderEnvelope = z.strictObject({
  id: z.string().min(8).max(100),
  /** Of the first attempt, as its answer said. */
  at: instant.optional(),
  /** Nothing is done: only said how many it would touch. */
  dryRun: z.boolean().optional(),
  order: orderShape,
});
export type OrderEnvelope = z.output<typeof orderEnvelope>;

export interface OrderAnswer {
  at: string;
  result: JsonMap;
  /** Time was short: ordered again, it goes on. */
  more?: true;
}

/** An order for a crowd may take several turns: the numbers of their results are added up. */
export function added(before: JsonMap = {}, now: JsonMap): JsonMap {
  const sum = { ...before, ...now };
  for (const [name, value] of Object.entries(now)) {
    const earlier = before[name];
    if (typeof value === 'number' && typeof earlier === 'number') sum[name] = value + earlier;
  }
  return sum;
}

/** Of `runs`. */
export interface RunLine {
  run: string;
  contact: string;
  definition: string;
  number: number;
  status: string;
  step: string;
  startedAt: string;
  dueAt?: string;
  /** Why it is listed: the reason of its end, what it is stuck by, the message that nobody knows of. */
  reason?: string;
}

/** Of `intakes`: many let in at once, and how far that has come. */
export interface IntakeLine {
  intake: string;
  definition: string;
  why: 'schedule' | 'back-fill' | 'by-hand';
  /** The schedule, the segment. */
  name: string;
  at: string;
  by?: string;
  status: 'under way' | 'paused' | 'done' | 'stopped';
  looked: number;
  entered: number;
  /** Reason → how many; those whom it was not for are only looked at. */
  refused: Record<string, number>;
  /** Contacts who could not be let in. */
  faults: string[];
  goesOnAt?: string;
}
