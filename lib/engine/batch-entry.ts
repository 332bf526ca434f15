/** Takes many reports in one call, as libraries send what they have gathered: each is judged by itself, in their order. */
import type { JsonMap } from '../language/json.ts';
import { isMap, type Problem, refuse } from './entry.ts';
import type { EnginePorts } from './ports.ts';
import { type TrackCall, takeCall, trackCalls } from './track-entry.ts';

export const MOST_CALLS = 100;

export interface BatchTaken {
  messageIds: string[];
  /** By their place in the batch. */
  refused: ({ index: number } & Problem)[];
}

/** Durable when this returns; a fault of ours leaves all of it to be sent again, which changes nothing twice. */
export async function takeBatch(
  { body, requestId }: { body: JsonMap; requestId: string },
  ports: EnginePorts,
): Promise<BatchTaken | { problem: Problem }> {
  const { batch, sentAt } = body;
  if (!Array.isArray(batch) || batch.length === 0) return refuse(400, 'batch is a list of calls.', 'batch');
  if (batch.length > MOST_CALLS) return refuse(413, `A batch has at most ${MOST_CALLS} calls.`, 'batch');
  const taken: BatchTaken = { messageIds: [], refused: [] };
  for (const [index, one] of batch.entries()) {
    const entry = isMap(one)
      ? await takeOne({ ...(sentAt !== undefined && { sentAt }), ...one }, `${requestId}-${index}`, ports)
      : refuse(400, 'This is no call.');
    if ('taken' in entry) taken.messageIds.push(entry.taken.messageId);
    else taken.refused.push({ index, ...entry.problem });
  }
  return taken;
}

async function takeOne(body: JsonMap, requestId: string, ports: EnginePorts) {
  const call = trackCalls.find((known): known is TrackCall => known === body.type);
  if (call === undefined) return refuse(400, `type is one of ${trackCalls.join(', ')}.`, 'type');
  return takeCall({ call, body, requestId }, ports);
}
