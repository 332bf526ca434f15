/** Tells another system something, once a try, and reads what its answer means for the run that waits for it. */
import type { Json, JsonMap } from '../language/json.ts';
import type { CallOutcome } from '../language/ports.ts';
import { endpointOf } from '../language/web-address.ts';
import { effectReference } from './effect-reference.ts';
import type { Passage } from './passage.ts';
import type { CallAnswer } from './ports.ts';
import { refOf } from './run-record.ts';

const MOST_BODY_BYTES = 20_000;
/** What an operator closes and opens under an endpoint's name, as others under a contact's address. */
export const WEBHOOK_CHANNEL = 'webhook';
export const ENDPOINT_GONE = 'endpoint-gone';
const GONE = 410;

export async function callWebhook(
  { record, now, ports }: Passage,
  key: string,
  { url, body }: { url: string; body: JsonMap },
): Promise<CallOutcome> {
  const endpoint = endpointOf(url);
  const closed = await ports.suppressions.find(WEBHOOK_CHANNEL, endpoint);
  if (closed) return { outcome: 'failed', reason: closed.reason, isFinal: true };
  const text = JSON.stringify(body);
  if (new TextEncoder().encode(text).length >= MOST_BODY_BYTES)
    return { outcome: 'failed', reason: 'body-too-large', isFinal: true };
  const answer = await ports.webhooks.call({ effect: effectReference(refOf(record), key), url, body: text });
  if (answer.answer === 'refused') return { outcome: 'failed', reason: answer.reason, isFinal: true };
  if (answer.answer === 'unanswered') return { outcome: 'failed', reason: answer.reason };
  const { status, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300) return { outcome: 'answered', status, ...readAnswer(answer) };
  if (status !== GONE) return { outcome: 'failed', reason: `status-${status}`, retryAfterSeconds };
  // Whoever says so is not called again, by this run or by another, until a person opens it.
  await ports.suppressions.add(WEBHOOK_CHANNEL, endpoint, ENDPOINT_GONE, now);
  return { outcome: 'failed', reason: ENDPOINT_GONE, isFinal: true };
}

function readAnswer({ body, unread, isJson }: Extract<CallAnswer, { answer: 'answered' }>): {
  body?: Json;
  reason?: string;
} {
  if (unread !== undefined) return { reason: unread };
  if (body === undefined || body === '') return {};
  if (!isJson) return { body };
  try {
    const read: Json = JSON.parse(body);
    return isDeeper(read, DEEPEST) ? { reason: 'answer-too-deep' } : { body: read };
  } catch {
    return { reason: 'answer-not-json' };
  }
}

/** As for what is reported to us: whoever reads it later may go down step by step. */
const DEEPEST = 20;

const isDeeper = (value: Json | undefined, most: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (most === 0 || Object.values(value).some((one) => isDeeper(one, most - 1)));
