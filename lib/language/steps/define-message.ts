/** What every message step shares: its options, its outcomes and its way through the one send path. */
import * as z from 'zod';
import { tones } from '../caps.ts';
import { defineStep } from '../define-step.ts';
import { TerminalError } from '../errors.ts';
import type { TaskName } from '../graph.ts';
import type { JsonMap } from '../json.ts';

export const messageHead = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'A template is named in lower case letters, digits and dashes.')
  .describe('The template, by its name in `templates/`.');

export const messageOptions = z.strictObject({
  topic: z.string().meta({ names: 'topic' }).optional().describe("Consent topic; left out: the definition's."),
  class: z
    .enum(['marketing', 'transactional'])
    .prefault('marketing')
    .describe('Transactional messages pass consent and caps, never suppression.'),
  tone: z
    .enum(tones)
    .optional()
    .describe('Whether it helps or sells, for caps that keep the two in balance; left out: neither.'),
  with: z.record(z.string(), z.unknown()).optional().describe('Extra values for the template, under `with`.'),
  'on-blocked': z
    .enum(['continue', 'stop'])
    .prefault('continue')
    .describe('What follows when the message may not be sent.'),
  delivery: z
    .enum(['at-most-once', 'at-least-once'])
    .optional()
    .describe(
      'Where nobody knows whether it has arrived: it is never sent again, or 15 minutes later, the very same; left out: never.',
    ),
  'at-most': z.int().min(2).max(5).optional().describe('So often in all, `at-least-once`; left out: 2.'),
  'in-quiet-hours': z.enum(['hold', 'drop']).prefault('hold').describe('Held to the end of quiet hours, or skipped.'),
});

const USUAL_CALLS = 2;

/** A message step for one channel. The head is the template; the engine's send path does the rest. */
export function defineMessage<const Kind extends string>(message: {
  kind: Kind;
  channel: string;
  task: TaskName;
  says: string;
  needs: readonly string[];
  example: { steps: string; timeline: string[] };
}) {
  return defineStep({
    kind: message.kind,
    group: 'message',
    says: message.says,
    head: messageHead,
    options: messageOptions,
    policy: 'at-most-once',
    outcomes: ['sent', 'skipped', 'unknown'],
    needs: message.needs,
    task: message.task,
    channel: message.channel,
    example: message.example,
    refersTo: (step) => [{ kind: 'template', name: step.head, channel: message.channel, at: message.kind }],
    toGraph: (step, flow) => [flow.work(step, { sent: flow.next, skipped: flow.next, unknown: flow.next })],
    async run(step, { ports, topic, value }) {
      const sent = await ports.messages.send({
        channel: message.channel,
        template: step.head,
        class: step.class,
        topic: step.topic ?? topic,
        tone: step.tone,
        with: mapValues(step.with ?? {}, value),
        inQuietHours: step['in-quiet-hours'],
        mostCalls: step.delivery === 'at-least-once' ? (step['at-most'] ?? USUAL_CALLS) : undefined,
      });
      if (sent.outcome === 'failed')
        throw new TerminalError(`${message.kind} failed: ${sent.reason}`, { code: sent.reason });
      if (sent.outcome === 'skipped' && step['on-blocked'] === 'stop') return { ...sent, ends: sent.reason };
      return sent;
    },
  });
}

function mapValues(written: Record<string, unknown>, value: (one: unknown) => unknown): JsonMap {
  return Object.fromEntries(Object.entries(written).map(([name, one]) => [name, value(one)])) as JsonMap;
}
