/** Tells another system what has come about for the contact, and takes its answer along for the steps that follow. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { RetryableError, TerminalError } from '../errors.ts';
import type { Json, JsonMap } from '../json.ts';
import { isReference } from '../paths.ts';
import { webAddress } from '../web-address.ts';

const minutes = (count: number) => count * 60;
const hours = (count: number) => minutes(count) * 60;

export const callWebhook = defineStep({
  kind: 'call-webhook',
  group: 'business',
  says: 'Posts a signed JSON message to another system. Its answer (`status`, and `body` up to 8 kB) is usable by later steps; without a 2xx within three days it fails.',
  head: webAddress.describe(
    '`https` and a public name, always port 443. `waymark webhook-secret` prints what it verifies us by.',
  ),
  options: z.strictObject({
    body: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'What is told: values, `{ from: <path> }` or Liquid text, in maps and lists too; read anew at each try. Below 20 kB.',
      ),
  }),
  policy: 'at-least-once',
  // Of the tries behind the first one: 75 hours and a half in all.
  retries: [5, minutes(5), minutes(30), hours(2), hours(5), hours(10), hours(14), hours(20), hours(24)],
  outcomes: ['answered'],
  needs: ['webhooks:call'],
  workflowsOnly: true,
  idFrom: (head) => `${new URL(head).hostname}${new URL(head).pathname}`,
  example: {
    steps:
      '- call-webhook: https://erp.example.com/orders\n  id: tell-erp\n  body: { email: { from: contact.email }, note: "New: {{ contact.email }}" }\n- update: contact\n  set: { role: "{{ tell-erp.body.role }}" }',
    timeline: ['day 0  tell-erp  answered', 'day 0  update-contact  updated'],
  },
  // It may take as long as a function lasts.
  toGraph: (step, flow) => [{ ...flow.work(step, { answered: flow.next }), takesLong: true }],
  async run(step, { ports, value }) {
    const body = filledIn(step.body ?? {}, value) as JsonMap;
    const said = await ports.webhooks.call({ url: step.head, body });
    const { hostname } = new URL(step.head);
    if (said.outcome === 'failed') {
      const { reason: code, isFinal, retryAfterSeconds } = said;
      if (isFinal) throw new TerminalError(`${hostname} cannot be told: ${code}.`, { code });
      throw new RetryableError(`${hostname} was not told: ${code}.`, { code, retryAfterSeconds });
    }
    const { status, body: answer, reason } = said;
    const output = { status, ...(answer !== undefined && { body: answer }) };
    return { outcome: 'answered', reason, detail: `${hostname} ${status}`, output };
  },
});

/** What is not known is left out of a map, and nothing in a list. */
function filledIn(written: unknown, value: (one: unknown) => Json | undefined): Json | undefined {
  if (Array.isArray(written)) return written.map((one) => filledIn(one, value) ?? null);
  if (typeof written !== 'object' || written === null || isReference(written)) return value(written);
  const filled = Object.entries(written).map(([name, one]) => [name, filledIn(one, value)] as const);
  return Object.fromEntries(filled.filter(([, one]) => one !== undefined)) as JsonMap;
}
