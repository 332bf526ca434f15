/** Answers a text with one text, at most once: who we are, or that we have understood. */
import type { Contact } from '../language/contact.ts';
import { RetryableError } from '../language/errors.ts';
import { callOnce } from './call-once.ts';
import { effectReference } from './effect-reference.ts';
import { keyOf } from './keys.ts';
import { deadlineFrom } from './message-claim.ts';
import type { ClaimState, EnginePorts, TimelineRow } from './ports.ts';
import { refOf } from './run-record.ts';

export interface SmsAnswer {
  contact: Contact;
  phone: string;
  /** What is answered: of one thing there is one answer. */
  to: string;
  /** When it came. */
  at: string;
  text: string;
  /** What the timeline calls it. */
  template: string;
}

/** Whoever gets it later than this wonders what it is about; after a stop the law allows no later one. */
const LATEST_MS = 5 * 60_000;

const NO_RUN = 'reply';

export async function answerBySms(answer: SmsAnswer, ports: EnginePorts): Promise<void> {
  const { contact, phone, to, at, text, template } = answer;
  const now = ports.clock.now();
  if (Date.parse(now) - Date.parse(at) > LATEST_MS) return;
  const key = keyOf('answer', contact.id, to, template);
  const attempt = ports.ids.attempt();
  const row: TimelineRow = {
    contact: contact.id,
    key,
    at: now,
    run: NO_RUN,
    kind: 'message',
    facts: { channel: 'sms', template, class: 'transactional' },
    claim: {
      state: 'CLAIMED',
      attempt,
      deadline: deadlineFrom(now),
    },
  };
  if (!(await ports.timeline.claim(row)).won) return;
  const effect = effectReference(refOf({ contact: contact.id, run: NO_RUN }), key);
  const said = await callOnce(() => ports.senders.sms.send({ effect, to: phone, text, class: 'transactional' }));
  const settle = (state: ClaimState, outcome: string, more: { reason?: string; providerId?: string } = {}) =>
    ports.timeline.settle(
      { ...row, outcome, reason: more.reason, claim: { ...row.claim!, state, providerId: more.providerId } },
      attempt,
      ['CLAIMED'],
    );
  if (said.answer === 'accepted') await settle('SENT', 'sent', said);
  else if (said.answer === 'refused') await settle('FAILED', 'failed', said);
  else if (said.answer === 'unknown') await settle('UNKNOWN', 'unknown', said);
  else {
    await settle('RELEASED', 'held', said);
    throw new RetryableError('The answer could not be sent yet.', { retryAfterSeconds: said.retryAfterSeconds });
  }
}
