/** Sends one message at most once: claim, render, check again, call once, record. */
import type { MessageOrder, SendOutcome } from '../language/ports.ts';
import { takesPlace } from './caps.ts';
import { composeMessage } from './compose.ts';
import { type Attempt, checkEligibility } from './eligibility.ts';
import { allIdsOf } from './family.ts';
import { isFlowSignal, NothingSent, Stale } from './flow-signals.ts';
import { line } from './look-ahead.ts';
import type { Passage } from './passage.ts';
import type { ClaimState, ProviderAnswer, TimelineRow } from './ports.ts';
import { standStill } from './provider-fault.ts';

/** What a provider says of somebody who has told it to stop us, and what the list then says of the address. */
export const OPTED_OUT = 'opted-out';

/** Later than any handler's own time-out, so that an expired claim belongs to nobody who still works. */
export const CLAIM_SECONDS = 120;

export async function sendMessage(
  passage: Passage,
  step: string,
  key: string,
  order: MessageOrder,
): Promise<SendOutcome> {
  const { ports } = passage;
  const attempt = ports.ids.attempt();
  const now = ports.clock.now();
  const deadline = new Date(Date.parse(now) + CLAIM_SECONDS * 1000).toISOString();
  const { channel, template, class: messageClass } = order;
  const row: TimelineRow = {
    ...line({ ...passage, now }, step, {
      kind: 'message',
      facts: { channel, template, class: messageClass, topic: order.topic },
    }),
    key,
    claim: { state: 'CLAIMED', attempt, deadline },
  };
  const settle = (state: ClaimState, said: SendOutcome & { messageId?: string }) =>
    settleClaim(row, state, said, passage);
  const tried = { effect: key, attempt };
  /** Settled first: whoever dies in between comes again, and finds what is left to give back. */
  const settleUnsent = async (state: ClaimState, said: SendOutcome) => {
    await settle(state, said);
    await leavePlace(passage, order, tried);
    return said;
  };

  /** Nobody's message goes out: that is no fault of this one. */
  const whenBarred = async (reason: string) => {
    if (passage.version.definition.onProviderFault === 'skip')
      return settleUnsent('FAILED', { outcome: 'skipped', reason });
    await settleUnsent('RELEASED', { outcome: 'held', reason, until: now });
    return standStill(passage, { step, channel, reason });
  };

  const ready = await beforeTheCall(
    async () => {
      const claim = await ports.timeline.claim(row);
      if (!claim.won) return readClaim(claim.row, passage, order);
      const message = composeMessage(passage, key, order, now);
      if ('failed' in message) return settle('FAILED', { outcome: 'failed', reason: message.failed });
      const verdict = await checkEligibility(passage, order, tried);
      switch (verdict.verdict) {
        case 'go':
          return { ...message, to: verdict.address };
        case 'hold':
          return settle('RELEASED', { outcome: 'held', reason: verdict.reason, until: verdict.until });
        case 'refuse':
          return settle('FAILED', { outcome: 'skipped', reason: verdict.reason });
        case 'stale':
          await settle('RELEASED', { outcome: 'held', reason: 'run-ended', until: now });
          throw new Stale();
      }
    },
    () => settleUnsent('RELEASED', { outcome: 'held', reason: 'interrupted', until: now }),
  );
  if ('outcome' in ready) return ready;

  const answer = await callOnce(() => ports.senders[channel as 'email'].send(ready));
  switch (answer.answer) {
    case 'accepted':
      return settle('SENT', { outcome: 'sent', messageId: answer.providerId });
    case 'refused':
      if (answer.about === 'sender') return whenBarred(answer.reason);
      // The service keeps a list of its own; whoever is on it has left us too.
      if (answer.reason === OPTED_OUT) await ports.suppressions.add(channel, ready.to, OPTED_OUT, now);
      return settleUnsent('FAILED', { outcome: 'failed', reason: answer.reason });
    case 'unknown':
      return settle('UNKNOWN', { outcome: 'unknown', reason: answer.reason });
    case 'nothing-sent':
      await settleUnsent('RELEASED', { outcome: 'held', reason: answer.reason, until: now });
      throw new NothingSent(answer.reason);
  }
}

/** What was certainly not sent counts for nobody's cap. */
async function leavePlace(
  { settings, record, ports }: Passage,
  { channel, class: messageClass, tone }: MessageOrder,
  tried: Attempt,
): Promise<void> {
  if (!takesPlace({ channel, class: messageClass, tone }, settings)) return;
  for (const id of await allIdsOf(record.contact, ports)) await ports.caps.giveBack(id, tried);
}

/** Whatever goes wrong here, nothing has left the house: the claim is let go, even one whose answer was lost. */
async function beforeTheCall<Ready>(prepare: () => Promise<Ready>, letGo: () => Promise<unknown>): Promise<Ready> {
  try {
    return await prepare();
  } catch (thrown) {
    if (!isFlowSignal(thrown)) await letGo();
    throw thrown;
  }
}

/** After the claim an error nobody named means that the call may have happened. */
export async function callOnce(call: () => Promise<ProviderAnswer>): Promise<ProviderAnswer> {
  try {
    return await call();
  } catch (thrown) {
    return { answer: 'unknown', reason: thrown instanceof Error ? thrown.name : 'failed' };
  }
}

async function settleClaim(
  row: TimelineRow,
  state: ClaimState,
  said: SendOutcome,
  { ports }: Passage,
): Promise<SendOutcome> {
  const claim = row.claim!;
  const written: TimelineRow = {
    ...row,
    outcome: said.outcome,
    reason: 'reason' in said ? said.reason : undefined,
    detail: said.outcome === 'held' ? said.until : undefined,
    claim: { ...claim, state, providerId: said.outcome === 'sent' ? said.messageId : undefined },
  };
  // Lost only to a provider's event that already knows better, or to a reader who found the claim expired.
  await ports.timeline.settle(written, claim.attempt, ['CLAIMED', 'UNKNOWN']);
  return said;
}

/** Somebody was here before: their result is ours, and nobody calls again. */
async function readClaim(row: TimelineRow, passage: Passage, order: MessageOrder): Promise<SendOutcome> {
  const claim = row.claim;
  const reason = row.reason ?? '';
  switch (claim?.state) {
    case 'SENT':
      return { outcome: 'sent', messageId: claim.providerId };
    case 'FAILED':
      await leavePlace(passage, order, { effect: row.key, attempt: claim.attempt });
      return { outcome: row.outcome === 'skipped' ? 'skipped' : 'failed', reason };
    case 'CLAIMED':
      return passage.ports.clock.now() < claim.deadline
        ? { outcome: 'held', reason: 'claimed', until: claim.deadline }
        : settleClaim(row, 'UNKNOWN', { outcome: 'unknown', reason: 'claim-expired' }, passage);
    default:
      return { outcome: 'unknown', reason };
  }
}
