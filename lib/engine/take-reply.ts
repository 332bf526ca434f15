/** Takes a text message that somebody sent us: a wish to stop holds from the next send decision on. */
import type { Contact } from '../language/contact.ts';
import { readPhoneNumber } from '../language/phone.ts';
import { type Reply, readReply } from '../language/reply-words.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts } from './ports.ts';
import { answerBySms } from './reply-by-sms.ts';
import { OPTED_OUT } from './send.ts';
import { lastText, type Sender, senderOf, stopTexts } from './stop-texts.ts';

export interface InboundSms {
  /** The provider's own id: the same text twice is one. */
  id: string;
  from: string;
  text: string;
  /** When it was received. */
  at: string;
}

const SMS = 'sms';
/** What the timeline says of messages that are kept back. */
const UNCLEAR = 'reply-unclear';

/** `ignored`: it came from no number that could be written to. */
export async function takeReply(sms: InboundSms, ports: EnginePorts): Promise<Reply | 'ignored'> {
  const phone = readPhoneNumber(sms.from);
  if (phone === undefined) return 'ignored';
  const said = readReply(sms.text);
  const owner = await ports.contacts.ownerOf({ kind: 'phone', value: phone });
  const contact = owner === undefined ? undefined : await ports.contacts.get(owner);
  await doers[said](sms, { phone, contact }, ports);
  if (contact) await tell(sms, said, contact, ports);
  return said;
}

const doers: Record<Reply, (sms: InboundSms, from: Sender, ports: EnginePorts) => Promise<unknown>> = {
  stop: stopTexts,
  unclear: holdMarketing,
  async help(sms, { phone, contact }, ports) {
    if (contact)
      await answerBySms(
        { contact, phone, to: sms.id, at: sms.at, text: await helpText(ports), template: 'help' },
        ports,
      );
  },
  /** Lifts the block, and is no consent: whoever left a topic is out of it still. */
  async start({ at }, { phone }, ports) {
    const standing = await ports.suppressions.find(SMS, phone);
    const isTheirs = standing?.reason === OPTED_OUT || standing?.reason === UNCLEAR;
    if (!isTheirs || standing.at > at) return;
    await ports.senders.sms.allow(phone);
    await ports.suppressions.remove(SMS, phone);
  },
  async other() {},
};

/** Nothing is sold until somebody has read it: they close the number for good, or lift what stands against it. */
async function holdMarketing(sms: InboundSms, { phone, contact }: Sender, ports: EnginePorts): Promise<void> {
  await ports.suppressions.add(SMS, phone, UNCLEAR, sms.at, { only: 'marketing' });
  const assigneeId = contact && (await whoWrote(contact, ports));
  if (!assigneeId) return;
  await ports.followUps.create({
    effectKey: keyOf('reply', sms.id),
    contactId: contact.id,
    run: '',
    step: 'reply',
    title: 'Does this contact want no more texts?',
    guidance: `They wrote: “${sms.text.slice(0, 300)}”. If so: waymark suppress ${contact.id} --channel sms; if not: waymark unsuppress ${contact.id} --channel sms. Until then no marketing goes to them by text.`,
    assigneeId,
    dueAt: new Date(Date.parse(sms.at) + DAY_MS).toISOString(),
    createdAt: sms.at,
    state: 'open',
  });
}

const DAY_MS = 86_400_000;

/** The owner of what last wrote to them by text: it is their message that was answered. */
async function whoWrote(contact: Contact, ports: EnginePorts): Promise<string | undefined> {
  const { registry, colleagues } = ports;
  const last = await lastText(contact, ports);
  const version = last && (await registry.version(last.definition!, last.version ?? ''));
  if (version) return version.definition.owner;
  const [team] = Object.keys((await registry.settings()).teams);
  return team && colleagues.find(`team:${team}`, contact.id);
}

async function helpText({ registry }: EnginePorts): Promise<string> {
  const { name, address } = senderOf(await registry.settings());
  return `${name}: ${address ? `write to ${address} for help. ` : ''}Reply STOP to get no more texts from us.`;
}

const tell = (sms: InboundSms, said: Reply, { id: contact }: Contact, ports: EnginePorts): Promise<void> =>
  ports.timeline.write({
    contact,
    key: keyOf('reply', contact, sms.id),
    at: sms.at,
    kind: 'reply',
    outcome: said,
    detail: sms.text.slice(0, 300),
    facts: { channel: SMS },
  });
