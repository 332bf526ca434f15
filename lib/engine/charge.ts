/** Charges a card never twice: one claim and one key; as long as nobody knows, the same is asked for again, and later looked up. */
import { readAmount } from '../language/money.ts';
import type { ChargeOrder, ChargeOutcome } from '../language/ports.ts';
import { callOnce } from './call-once.ts';
import type { CardAnswer, Charge, FoundCharge } from './card-port.ts';
import { timesOf } from './charge-times.ts';
import { effectReference } from './effect-reference.ts';
import { NothingSent } from './flow-signals.ts';
import { keyOf } from './keys.ts';
import { anHourAfter } from './later-by.ts';
import { line } from './look-ahead.ts';
import { callsOf, deadlineFrom } from './message-claim.ts';
import type { Passage } from './passage.ts';
import type { ClaimState, TimelineRow } from './ports.ts';
import { standStill } from './provider-fault.ts';
import { refOf } from './run-record.ts';
import { asUnknown, isExpired } from './unknown-claims.ts';

const NOBODY = '';

/** A charge on its way: `row` is the claim of this attempt. */
interface Attempt {
  passage: Passage;
  step: string;
  row: TimelineRow;
  /** An earlier one may have got through. */
  isRepeat: boolean;
}

export async function chargeCard(
  passage: Passage,
  step: string,
  key: string,
  order: ChargeOrder,
): Promise<ChargeOutcome> {
  const { clock, ids, timeline } = passage.ports;
  const now = clock.now();
  const { says, amount, currency, customer = NOBODY } = order;
  const requestHash = keyOf('charge', amount, currency, customer);
  const row: TimelineRow = {
    ...line({ ...passage, now }, step, { kind: 'step', facts: { says, amount, currency, customer } }),
    key,
    claim: { state: 'CLAIMED', attempt: ids.attempt(), deadline: deadlineFrom(now), requestHash },
  };
  const claimed = await timeline.claim(row);
  return claimed.won ? ask({ passage, step, row, isRepeat: false }) : goOn(claimed.row, { passage, step, row });
}

/** Somebody was here before, and perhaps nobody knows what has come of it. */
async function goOn(found: TimelineRow, mine: Omit<Attempt, 'isRepeat'>): Promise<ChargeOutcome> {
  const { timeline, clock } = mine.passage.ports;
  const now = clock.now();
  const { state, providerId = '', deadline = now, attempt = '', requestHash } = found.claim ?? {};
  const reason = found.reason ?? '';
  if (state === 'SENT') return { outcome: 'charged', id: providerId };
  if (state === 'FAILED') return { outcome: found.outcome === 'declined' ? 'declined' : 'failed', reason };
  if (state === 'CLAIMED' && !isExpired(found, now)) return { outcome: 'held', reason: 'claimed', until: deadline };
  const before = state === 'CLAIMED' ? asUnknown(found) : found;
  if (before !== found) await timeline.settle(before, attempt, ['CLAIMED']);

  const { next, mayAsk } = timesOf(before, requestHash === mine.row.claim?.requestHash, now);
  if (now < next) return { outcome: 'held', reason: before.reason ?? '', until: next };
  if (!mayAsk) return lookUp({ ...mine, row: before }, requestHash === mine.row.claim?.requestHash);
  // As it was asked for first, under the same key.
  const { at, facts } = before;
  const row = { ...mine.row, at, facts, claim: { ...mine.row.claim!, calls: callsOf(before) + 1 } };
  if ((await timeline.settle(row, attempt, ['UNKNOWN'])) === 'lost')
    return { outcome: 'held', reason: 'claimed', until: row.claim.deadline };
  return ask({ ...mine, row, isRepeat: true });
}

async function ask(attempt: Attempt): Promise<ChargeOutcome> {
  const { passage, step, row, isRepeat } = attempt;
  const now = passage.ports.clock.now();
  const charge = chargeOf(passage, row);
  const answer: CardAnswer =
    charge.customer === NOBODY
      ? { answer: 'declined', reason: 'no-customer' }
      : await callOnce(() => passage.ports.cards.charge(charge));
  const whenBarred = () =>
    standStill(passage, { step, says: 'no card can be charged', reason: 'reason' in answer ? answer.reason : '' });
  switch (answer.answer) {
    case 'charged':
    case 'declined':
      return settleKnown(attempt, answer);
    case 'unknown':
      return settleUnknown(attempt, answer.reason);
    // Said of this attempt only: what has come of an earlier one is still open.
    case 'refused':
    case 'nothing-charged':
      if (isRepeat) {
        const held = await settleUnknown(attempt, answer.reason);
        if (answer.answer === 'nothing-charged') return held;
        return answer.about === 'sender' ? whenBarred() : lookUp(attempt, true);
      }
  }
  const { reason } = answer;
  if (answer.answer === 'refused' && answer.about !== 'sender') {
    await settle(attempt, 'FAILED', { outcome: 'failed', reason });
    return { outcome: 'failed', reason };
  }
  await settle(attempt, 'RELEASED', { outcome: 'held', reason, detail: now });
  if (answer.answer === 'refused') return whenBarred();
  throw new NothingSent(reason);
}

/** Asking costs nothing; only what is found counts, and nothing to be found long enough after the last attempt. */
async function lookUp(attempt: Omit<Attempt, 'isRepeat'>, isSame: boolean): Promise<ChargeOutcome> {
  const { passage, row } = attempt;
  const { cards, clock } = passage.ports;
  const { effect, customer } = chargeOf(passage, row);
  const now = clock.now();
  const { shownAt, isGivenUp } = timesOf(row, isSame, now);
  const found = await findOnce(() => cards.find({ effect, customer, since: row.at }));
  switch (found.found) {
    case 'charged':
    case 'declined':
      return settleKnown(attempt, found);
    case 'none': {
      if (now < shownAt) return { outcome: 'held', reason: row.reason ?? '', until: shownAt };
      const reason = isSame ? 'never-charged' : 'other-request';
      await settle(attempt, 'FAILED', { outcome: 'failed', reason });
      return { outcome: 'failed', reason };
    }
    default:
      if (isGivenUp) return { outcome: 'failed', reason: 'unknown' };
      return {
        outcome: 'held',
        reason: found.found === 'open' ? 'not-decided' : 'not-found-out',
        until: anHourAfter(now),
      };
  }
}

type KnownCharge =
  | Extract<CardAnswer, { answer: 'charged' | 'declined' }>
  | Extract<FoundCharge, { found: 'charged' | 'declined' }>;

async function settleKnown(attempt: Omit<Attempt, 'isRepeat'>, known: KnownCharge): Promise<ChargeOutcome> {
  if ('id' in known) {
    await settle(attempt, 'SENT', { outcome: 'charged', providerId: known.id });
    return { outcome: 'charged', id: known.id };
  }
  const { reason } = known;
  await settle(attempt, 'FAILED', { outcome: 'declined', reason });
  return { outcome: 'declined', reason };
}

async function settleUnknown(attempt: Attempt, reason: string): Promise<ChargeOutcome> {
  await settle(attempt, 'UNKNOWN', { outcome: 'unknown', reason });
  const { next } = timesOf(attempt.row, true, attempt.row.at);
  return { outcome: 'held', reason, until: next };
}

interface Said {
  outcome: string;
  reason?: string;
  detail?: string;
  providerId?: string;
}

async function settle(
  { passage, row }: Omit<Attempt, 'isRepeat'>,
  state: ClaimState,
  { providerId, outcome, reason, detail }: Said,
): Promise<void> {
  const claim = { ...row.claim!, state, providerId };
  await passage.ports.timeline.settle({ ...row, outcome, reason, detail, claim }, claim.attempt, [
    'CLAIMED',
    'UNKNOWN',
  ]);
}

/** As it was asked for first, whatever has changed since. */
function chargeOf({ record }: Passage, { key, facts = {} }: TimelineRow): Charge {
  const { says, amount, currency, customer } = facts as Record<keyof ChargeOrder, string>;
  const amountMinor = readAmount(amount, currency) ?? 0;
  return { effect: effectReference(refOf(record), key), says, amountMinor, currency, customer };
}

async function findOnce(find: () => Promise<FoundCharge>): Promise<FoundCharge | { found: 'no-answer' }> {
  try {
    return await find();
  } catch {
    return { found: 'no-answer' };
  }
}
