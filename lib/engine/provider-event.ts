/** What a provider says of a message we sent: settles an unknown send, keeps dead addresses out, and tells the journey. */
import type { Contact } from '../language/contact.ts';
import { RetryableError } from '../language/errors.ts';
import { withdrawConsent } from './consent.ts';
import { readEffectReference } from './effect-reference.ts';
import { keyOf } from './keys.ts';
import { isMachine, signsOf } from './machine-signs.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import { addressOf } from './suppress.ts';

export interface ProviderEvent {
  /** The provider's own id, or one made of message, word and instant: the same event twice is one. */
  id: string;
  channel: string;
  effect: string;
  word:
    | 'sent'
    | 'delivered'
    | 'opened'
    | 'clicked'
    | 'answered'
    | 'bounced'
    | 'complained'
    | 'rejected'
    | 'unsubscribed';
  at: string;
  /** A bounce that will not heal. */
  isPermanent?: boolean;
  /** The address that was written to, where the provider says it: the contact may have another one by now. */
  to?: string;
  /** Flagged by the provider as a machine's doing. */
  isMachine?: boolean;
  /** By what it calls itself; left out: the provider does not say who it was. */
  isScanner?: boolean;
  link?: string;
  providerId?: string;
}

/** `ignored`: the reference matches no message of ours. Throws Later for a click in doubt. */
export async function takeProviderEvent(event: ProviderEvent, ports: EnginePorts): Promise<'taken' | 'ignored'> {
  const reference = readEffectReference(event.effect);
  const row = reference && (await ports.timeline.get(reference.contact, reference.key));
  if (!row?.claim || row.run !== reference?.run) return 'ignored';

  await settleByEvent(row, event, ports);
  const signs = await signsOf(event, row, ports);
  if (event.word === 'complained' || (event.word === 'bounced' && event.isPermanent)) await suppress(row, event, ports);
  if (event.word === 'unsubscribed' || event.word === 'complained') await withdrawConsent(row, event, ports);
  const { template, class: messageClass } = row.facts ?? {};
  await ports.events.put({
    id: keyOf('provider', event.effect, event.id),
    family: 'message',
    name: event.word,
    contact: row.contact,
    at: event.at,
    receivedAt: ports.clock.now(),
    data: {
      template,
      class: messageClass,
      step: row.step,
      run: row.run,
      channel: event.channel,
      link: event.link,
      machine: isMachine(event, signs) || event.isMachine,
      ...(signs.length > 0 && { signs }),
    },
  });
  return 'taken';
}

const MOST_TURNS = 10;

/** Any word about it proves that it left the house; lost to another word, it is written beside that one. */
async function settleByEvent(first: TimelineRow, event: ProviderEvent, ports: EnginePorts): Promise<void> {
  let row: TimelineRow | undefined = first;
  for (let turn = 0; turn < MOST_TURNS && row?.claim; turn++) {
    const { claim } = row;
    if ((await ports.timeline.settle(settledBy(row, event), claim.attempt, [claim.state])) === 'written') return;
    row = await ports.timeline.get(row.contact, row.key);
  }
  throw new RetryableError('Somebody else wrote to this message each time it was read.');
}

function settledBy(row: TimelineRow, { word, at, providerId }: ProviderEvent): TimelineRow {
  const claim = row.claim!;
  const answers = { [word]: at, ...claim.answers };
  const isProven = word !== 'rejected' && claim.state !== 'SENT' && claim.state !== 'FAILED';
  if (!isProven) return { ...row, claim: { ...claim, answers } };
  return {
    ...row,
    outcome: 'sent',
    reason: undefined,
    detail: undefined,
    claim: { ...claim, answers, state: 'SENT', providerId },
  };
}

/** The address that the message went to, and no other: one that was given since is not to blame. */
async function suppress(row: TimelineRow, event: ProviderEvent, ports: EnginePorts): Promise<void> {
  const address = event.to ?? addressThen(await contactThen(row, ports), row, event.channel);
  if (address !== undefined) await ports.suppressions.add(event.channel, address, event.word, event.at);
}

/** Who has been merged since had an address of their own. */
async function contactThen({ contact, at }: TimelineRow, { contacts }: EnginePorts): Promise<Contact | undefined> {
  const kept = await contacts.kept(contact);
  return kept?.mergedAt === undefined || at < kept.mergedAt ? kept : contacts.get(contact);
}

/** Of the time of the message, as far as it has not changed since. */
function addressThen(contact: Contact | undefined, { at }: TimelineRow, channel: string): string | undefined {
  const changedAt = contact?.changedAt?.[channel === 'sms' ? 'phone' : 'email'];
  return changedAt !== undefined && changedAt > at ? undefined : addressOf(contact, channel);
}
