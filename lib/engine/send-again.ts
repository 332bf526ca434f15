/** Hands a message over once more that must arrive, and of which nobody knows whether it has: the very same, or none. */
import { type ChannelName, channelKinds } from '../language/channels/index.ts';
import type { MessageOrder, SendOutcome } from '../language/ports.ts';
import { composeMessage } from './compose.ts';
import { keyOf } from './keys.ts';
import { callsOf, type MessageClaim } from './message-claim.ts';
import type { Passage } from './passage.ts';
import type { TimelineRow } from './ports.ts';

/** What is said, to which address; only of what may be handed over again. */
export function requestHashOf(passage: Passage, key: string, order: MessageOrder, at: string): string | undefined {
  if ((order.mostCalls ?? 1) === 1) return undefined;
  const found = channelKinds[order.channel as ChannelName].address(passage.contact);
  return keyOf('request', JSON.stringify([found, composeMessage(passage, key, order, at)]));
}

/** Its contact knows one message under its instant: changed since, it would be another. Taken over by one attempt at a time. */
export async function takeOver(
  before: TimelineRow,
  row: TimelineRow,
  passage: Passage,
  order: MessageOrder,
): Promise<SendOutcome | Required<MessageClaim>> {
  const { timeline } = passage.ports;
  const earlier = before.claim!;
  const { requestHash } = earlier;
  if (requestHash !== requestHashOf(passage, row.key, order, before.at)) {
    const reason = 'other-request';
    await timeline.settle({ ...before, reason }, earlier.attempt, ['UNKNOWN']);
    return { outcome: 'unknown', reason };
  }
  const claim = { ...row.claim!, requestHash, calls: callsOf(before) + 1 };
  const taken = { ...row, at: before.at, claim };
  const isOurs = (await timeline.settle(taken, earlier.attempt, ['UNKNOWN'])) === 'written';
  return isOurs ? { before, row: taken } : { outcome: 'held', reason: 'claimed', until: claim.deadline };
}
