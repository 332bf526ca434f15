/** Reads what SES says of one of our emails, as it comes over EventBridge; what it does not know of us is nobody's. */
import { isbot } from 'isbot';
import type { ProviderEvent } from '../../lib/engine/provider-event.ts';
import { readEmailAddress } from '../../lib/language/addresses.ts';
import { EFFECT_TAG } from './channels/email.ts';
import { effectOfTag } from './effect-tag.ts';

interface Said {
  timestamp?: string;
  bounceType?: string;
  feedbackId?: string;
  link?: string;
  userAgent?: string;
  [more: string]: unknown;
}

/** The part of the event that we read. */
export interface SesEvent {
  source: string;
  time?: string;
  detail: {
    eventType?: string;
    mail?: { messageId?: string; timestamp?: string; destination?: string[]; tags?: Record<string, string[]> };
    [word: string]: unknown;
  };
}

const words: Record<string, { word: ProviderEvent['word']; at: string }> = {
  Send: { word: 'sent', at: 'send' },
  Delivery: { word: 'delivered', at: 'delivery' },
  Open: { word: 'opened', at: 'open' },
  Click: { word: 'clicked', at: 'click' },
  Bounce: { word: 'bounced', at: 'bounce' },
  Complaint: { word: 'complained', at: 'complaint' },
  Reject: { word: 'rejected', at: 'reject' },
};

/** Spellings of "a machine did this"; which of them SES uses is in no document that we have. */
const machineFlags = ['isBot', 'bot', 'botDetected', 'automated', 'isAutomated', 'machine'];

/** `undefined`: not about a message of ours, or nothing that matters to a contact. */
export function readSesEvent({ time, detail }: SesEvent): ProviderEvent | undefined {
  const { mail, eventType = '' } = detail;
  const known = Object.hasOwn(words, eventType) ? words[eventType] : undefined;
  const effect = effectOfTag(mail?.tags?.[EFFECT_TAG]?.[0] ?? '');
  if (!known || !effect) return undefined;
  const { word } = known;
  const said = (detail[known.at] ?? {}) as Said;
  const at =
    instantOf(said.timestamp) ?? instantOf(word === 'sent' ? mail?.timestamp : time) ?? instantOf(mail?.timestamp);
  if (!at) return undefined;
  return {
    id: said.feedbackId ?? [mail?.messageId, word, at, said.link].filter(Boolean).join(' '),
    channel: 'email',
    effect,
    word,
    at,
    providerId: mail?.messageId,
    ...(word === 'bounced' && { isPermanent: said.bounceType === 'Permanent' }),
    ...((word === 'bounced' || word === 'complained') && { to: onlyOne(mail?.destination) }),
    ...(typeof said.link === 'string' && { link: said.link }),
    ...((word === 'opened' || word === 'clicked') && whoActed(said)),
  };
}

/** What the browser calls itself is looked at and not kept. */
const whoActed = (said: Said): Pick<ProviderEvent, 'isMachine' | 'isScanner'> => ({
  isMachine: machineFlags.some((flag) => said[flag] === true),
  ...(typeof said.userAgent === 'string' && { isScanner: isbot(said.userAgent) }),
});

/** We write to one address at a time. */
const onlyOne = (addresses: string[] = []): string | undefined =>
  addresses.length === 1 ? readEmailAddress(addresses[0]!) : undefined;

function instantOf(text: string | undefined): string | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
