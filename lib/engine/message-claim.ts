/** The one right to hand a message to a provider: settled, given back, and read by whoever comes second. */
import type { MessageOrder, SendOutcome } from '../language/ports.ts';
import { takesPlace } from './caps.ts';
import { allIdsOf } from './family.ts';
import { laterBy } from './later-by.ts';
import type { Passage } from './passage.ts';
import type { ClaimState, EnginePorts, TimelineRow } from './ports.ts';
import { asUnknown } from './unknown-claims.ts';

/** Later than any handler's own time-out, so that an expired claim belongs to nobody who still works. */
export const CLAIM_SECONDS = 120;

export const deadlineFrom = (now: string): string => laterBy(now, CLAIM_SECONDS);

export interface MessageClaim {
  /** As it stands while this attempt is at work. */
  row: TimelineRow;
  /** As an earlier attempt left it, of which nobody knows whether it got through. */
  before?: TimelineRow;
}

/** Gives what that means for the step: after an earlier call that may have got through, nothing is certain any more. */
export async function settleClaim(
  { row, before }: MessageClaim,
  state: ClaimState,
  said: SendOutcome,
  ports: Pick<EnginePorts, 'timeline'>,
): Promise<SendOutcome> {
  if (before && state === 'RELEASED') return settle({ ...before, reason: reasonOf(said) }, said);
  if (before && state === 'FAILED') return settleAs('UNKNOWN', { outcome: 'unknown', reason: reasonOf(said) ?? '' });
  return settleAs(state, said);

  async function settleAs(state: ClaimState, said: SendOutcome) {
    const detail = said.outcome === 'held' ? said.until : undefined;
    const providerId = said.outcome === 'sent' ? said.messageId : undefined;
    const told = { outcome: said.outcome, reason: reasonOf(said), detail };
    return settle({ ...row, ...told, claim: { ...row.claim!, state, providerId } }, said);
  }

  async function settle(written: TimelineRow, said: SendOutcome) {
    // Lost only to a provider's event that already knows better, or to a reader who found the claim expired.
    await ports.timeline.settle(written, row.claim!.attempt, ['CLAIMED', 'UNKNOWN']);
    return said;
  }
}

const reasonOf = (said: SendOutcome): string | undefined => ('reason' in said ? said.reason : undefined);

/** What was certainly not sent counts for nobody's cap. */
export async function leavePlace(
  { settings, record, ports }: Passage,
  { channel, class: messageClass, tone }: MessageOrder,
  { key, claim }: TimelineRow,
): Promise<void> {
  if (!takesPlace({ channel, class: messageClass, tone }, settings)) return;
  const tried = { effect: key, attempt: claim!.attempt };
  for (const id of await allIdsOf(record.contact, ports)) await ports.caps.giveBack(id, tried);
}

/** Somebody was here before: their result is ours, and nobody calls again, but where nobody knows and it must arrive. */
export async function readClaim(
  row: TimelineRow,
  passage: Passage,
  order: MessageOrder,
): Promise<SendOutcome | { again: TimelineRow }> {
  const { ports } = passage;
  const claim = row.claim;
  const reason = row.reason ?? '';
  switch (claim?.state) {
    case 'SENT':
      return { outcome: 'sent', messageId: claim.providerId };
    case 'FAILED':
      await leavePlace(passage, order, row);
      return { outcome: row.outcome === 'skipped' ? 'skipped' : 'failed', reason };
    case 'CLAIMED': {
      if (ports.clock.now() < claim.deadline) return { outcome: 'held', reason: 'claimed', until: claim.deadline };
      const unknown = asUnknown(row);
      await ports.timeline.settle(unknown, claim.attempt, ['CLAIMED', 'UNKNOWN']);
      return comesAgain(unknown, passage, order);
    }
    default:
      return comesAgain(row, passage, order);
  }
}

/** So long the provider has to say by itself that it has sent it. */
const UNTIL_AGAIN_SECONDS = 15 * 60 - CLAIM_SECONDS;

/** Nobody knows: that is the end of it, unless it may be handed over once more; then that, as soon as it is time. */
export function comesAgain(
  row: TimelineRow,
  { ports }: Passage,
  { mostCalls = 1 }: MessageOrder,
): SendOutcome | { again: TimelineRow } {
  const reason = row.reason ?? '';
  if (callsOf(row) >= mostCalls) return { outcome: 'unknown', reason };
  const until = laterBy(row.claim!.deadline, UNTIL_AGAIN_SECONDS);
  return ports.clock.now() < until ? { outcome: 'held', reason, until } : { again: row };
}

/** How often it may have been handed over. */
export const callsOf = ({ claim }: TimelineRow): number => claim?.calls ?? 1;
