/** Ends texts to somebody who texted that they want none: all of them, or those of the topic that they answered. */
import type { Contact } from '../language/contact.ts';
import type { Settings } from '../language/project.ts';
import { stopsAll } from '../language/reply-words.ts';
import { setConsent } from './consent.ts';
import { idsOf, rowsOf } from './family.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import { answerBySms } from './reply-by-sms.ts';
import { OPTED_OUT } from './send.ts';
import type { InboundSms } from './take-reply.ts';

const SMS = 'sms';

export interface Sender {
  phone: string;
  contact?: Contact;
}

export async function stopTexts(sms: InboundSms, { phone, contact }: Sender, ports: EnginePorts): Promise<void> {
  const settings = await ports.registry.settings();
  if (settings.replyStop === 'topic' && contact && !stopsAll(sms.text)) {
    const topic = await topicAnswered(sms, contact, ports);
    if (topic !== undefined) return leaveTopic(sms, { phone, contact, topic, settings }, ports);
  }
  const standing = await ports.suppressions.find(SMS, phone);
  const at = standing?.reason === OPTED_OUT ? standing.at : sms.at;
  if (at === sms.at) await ports.suppressions.add(SMS, phone, OPTED_OUT, at);
  if (!contact) return;
  const withSms = Object.entries(contact.consent).flatMap(([topic, by]) => (Object.hasOwn(by, SMS) ? [topic] : []));
  for (const topic of new Set([...Object.keys(settings.topics ?? {}), ...withSms]))
    await takeOff(sms, contact.id, topic, ports);
  // Of each block one confirmation, without anything to sell.
  const text = `${senderOf(settings).name}: you will get no more texts from us. Reply START to allow them again.`;
  await answerBySms({ contact, phone, to: at, at, text, template: 'stopped' }, ports);
}

/** Whoever says it again, of a topic that they have left, means everything. */
async function topicAnswered(sms: InboundSms, contact: Contact, ports: EnginePorts): Promise<string | undefined> {
  const topic = (await lastText(contact, ports, sms.at))?.facts?.topic;
  if (typeof topic !== 'string') return undefined;
  const standing = contact.consent[topic]?.[SMS];
  // By this very text it was left when the handler died.
  return standing?.state === 'out' && standing.proof !== sms.id ? undefined : topic;
}

async function leaveTopic(
  sms: InboundSms,
  { phone, contact, topic, settings }: Required<Sender> & { topic: string; settings: Settings },
  ports: EnginePorts,
): Promise<void> {
  await takeOff(sms, contact.id, topic, ports);
  const title = settings.topics?.[topic]?.title ?? topic;
  const text = `${senderOf(settings).name}: you will get no more texts about ${title}. Reply STOP ALL to end all texts from us.`;
  await answerBySms({ contact, phone, to: sms.id, at: sms.at, text, template: 'stopped' }, ports);
}

const takeOff = (sms: InboundSms, contact: string, topic: string, ports: EnginePorts): Promise<void> =>
  setConsent(
    { contact, topic, channel: SMS, state: 'out', at: sms.at, source: 'sms-reply', proof: sms.id, id: sms.id },
    ports,
  );

/** What a definition last sent them by text, until then. */
export async function lastText(
  contact: Contact,
  ports: Pick<EnginePorts, 'timeline'>,
  until?: string,
): Promise<TimelineRow | undefined> {
  const isText = ({ kind, facts, definition, outcome }: TimelineRow) =>
    kind === 'message' && facts?.channel === SMS && definition !== undefined && outcome === 'sent';
  const rows = await rowsOf(idsOf(contact), ports);
  return rows.findLast((row) => isText(row) && (until === undefined || row.at <= until));
}

export const senderOf = ({ senders, project }: Settings): { name: string; address?: string } =>
  senders.default ?? Object.values(senders)[0] ?? { name: project };
