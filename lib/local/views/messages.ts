/** The captured mailbox and phone, as the contact would see them, with what they did about each message. */
import PostalMime from 'postal-mime';
import { effectOfTag } from '../../../functions/aws/effect-tag.ts';
import { readEffectReference } from '../../engine/effect-reference.ts';
import type { MessageView } from '../../language/operator-api.ts';
import { inZoneText } from '../../language/zones.ts';
import type { CapturedMessage } from '../mail/mailbox.ts';
import { firstWordsOf, linksInHtml, linksInText } from './links.ts';
import { type Sources, zoneOfContact } from './sources.ts';

const MOST_MESSAGES = 500;

export async function messagesView(sources: Sources): Promise<MessageView[]> {
  const newest = sources.mailbox.all().slice(-MOST_MESSAGES).reverse();
  return Promise.all(newest.map((message) => messageView(message, sources)));
}

export async function messageView(message: CapturedMessage, { ports, project }: Sources): Promise<MessageView> {
  const reference = readEffectReference(effectOfTag(message.effectTag ?? '') ?? '');
  const [contact, row, read] = await Promise.all([
    reference && ports.contacts.get(reference.contact),
    reference && ports.timeline.get(reference.contact, reference.key),
    readMessage(message),
  ]);
  const { id, channel, at, to } = message;
  const answers = row?.claim?.answers ?? {};
  return {
    id,
    channel,
    at,
    local: inZoneText(at, zoneOfContact(contact, project.compiled.settings)),
    to,
    ...read,
    openedAt: answers.opened,
    clickedAt: answers.clicked,
  };
}

type Read = Pick<MessageView, 'from' | 'subject' | 'preview' | 'text' | 'html' | 'links' | 'unsubscribeUrl'>;

/** What never changes is read once. */
const read = new WeakMap<CapturedMessage, Read>();

async function readMessage(message: CapturedMessage): Promise<Read> {
  const known = read.get(message) ?? (message.raw === undefined ? readText(message) : await readEmail(message.raw));
  read.set(message, known);
  return known;
}

const readText = ({ text = '', from = '' }: CapturedMessage): Read => ({ from, text, links: linksInText(text) });

async function readEmail(raw: string): Promise<Read> {
  const { from, subject, text = '', html, headers } = await PostalMime.parse(raw);
  const oneClick = headers.find(({ key }) => key === 'list-unsubscribe')?.value;
  return {
    from: [from?.name, from?.address && `<${from.address}>`].filter(Boolean).join(' '),
    subject,
    preview: html === undefined ? undefined : firstWordsOf(html),
    text,
    html,
    links: html === undefined ? linksInText(text) : linksInHtml(html),
    unsubscribeUrl: oneClick?.replace(/^<|>$/g, ''),
  };
}
