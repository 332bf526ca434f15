/** Sends one message at most once: claim, render, check again, call once, record. Where it must arrive, a bounded number of times. */
import type { MessageOrder, SendOutcome } from '../language/ports.ts';
import { callOnce } from './call-once.ts';
import { composeMessage } from './compose.ts';
import { checkEligibility } from './eligibility.ts';
import { isFlowSignal, NothingSent, Stale } from './flow-signals.ts';
import { line } from './look-ahead.ts';
import { comesAgain, deadlineFrom, leavePlace, type MessageClaim, readClaim, settleClaim } from './message-claim.ts';
import type { Passage } from './passage.ts';
import type { ClaimState, TimelineRow } from './ports.ts';
import { standStill } from './provider-fault.ts';
import { requestHashOf, takeOver } from './send-again.ts';

/** What a provider says of somebody who has told it to stop us, and what the list then says of the address. */
export const OPTED_OUT = 'opted-out';

export async function sendMessage(
  passage: Passage,
  step: string,
  key: string,
  order: MessageOrder,
): Promise<SendOutcome> {
  const { ports } = passage;
  const attempt = ports.ids.attempt();
  const now = ports.clock.now();
  const { channel, template, class: messageClass } = order;
  const row: TimelineRow = {
    ...line({ ...passage, now }, step, {
      kind: 'message',
      facts: { channel, template, class: messageClass, topic: order.topic },
    }),
    key,
    claim: {
      state: 'CLAIMED',
      attempt,
      deadline: deadlineFrom(now),
      requestHash: requestHashOf(passage, key, order, now),
    },
  };
  let claim: MessageClaim = { row };
  const settle = (state: ClaimState, said: SendOutcome) => settleClaim(claim, state, said, ports);
  /** Settled first: whoever dies in between comes again, and finds what is left to give back. */
  const settleUnsent = async (state: ClaimState, said: SendOutcome) => {
    const meant = await settle(state, said);
    // An earlier call may have got through, and counts.
    if (!claim.before) await leavePlace(passage, order, row);
    return meant;
  };
  /** Nobody's message goes out: that is no fault of this one. */
  const whenBarred = async (reason: string) => {
    if (passage.version.definition.onProviderFault === 'skip')
      return settleUnsent('FAILED', { outcome: 'skipped', reason });
    await settleUnsent('RELEASED', { outcome: 'held', reason, until: now });
    return standStill(passage, { step, says: `nothing goes out by ${channel}`, reason });
  };

  const ready = await beforeTheCall(
    async () => {
      const claimed = await ports.timeline.claim(row);
      if (!claimed.won) {
        const read = await readClaim(claimed.row, passage, order);
        if ('outcome' in read) return read;
        claim = { before: read.again, row };
        const taken = await takeOver(read.again, claim.row, passage, order);
        if ('outcome' in taken) return taken;
        claim = taken;
      }
      const message = composeMessage(passage, key, order, claim.row.at);
      if ('failed' in message) return settle('FAILED', { outcome: 'failed', reason: message.failed });
      const verdict = await checkEligibility(passage, order, { effect: key, attempt });
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
    case 'unknown': {
      const { reason } = answer;
      const said = await settle('UNKNOWN', { outcome: 'unknown', reason });
      const next = comesAgain({ ...claim.row, reason }, passage, order);
      return 'outcome' in next ? next : said;
    }
    case 'nothing-sent':
      await settleUnsent('RELEASED', { outcome: 'held', reason: answer.reason, until: now });
      throw new NothingSent(answer.reason);
  }
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
