/** Takes a text message that somebody sent us: a wish to stop holds from the next send decision on. */
import type { Contact } from '../language/contact.ts';
import { readPhoneNumber } from '../language/phone.ts';
import { type Reply, readReply } from '../language/reply-words.ts';
import { setConsent } from './consent.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts } from './ports.ts';
import { answerBySms } from './reply-by-sms.ts';
import { OPTED_OUT } from './send.ts';

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

interface Sender {
  phone: string;
  contact?: Contact;
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
  async start(_sms, { phone }, ports) {
    const standing = await ports.suppressions.find(SMS, phone);
    if (standing?.reason === OPTED_OUT || standing?.reason === UNCLEAR) await ports.suppressions.remove(SMS, phone);
  },
  async other() {},
};

/** All texts of the deployment, of whatever topic; of each block one confirmation, without anything to sell. */
async function stopTexts(sms: InboundSms, { phone, contact }: Sender, ports: EnginePorts): Promise<void> {
  const standing = await ports.suppressions.find(SMS, phone);
  const at = standing?.reason === OPTED_OUT ? standing.at : sms.at;
  if (at === sms.at) await ports.suppressions.add(SMS, phone, OPTED_OUT, at);
  if (!contact) return;
  const { topics = {} } = await ports.registry.settings();
  const withSms = Object.entries(contact.consent).flatMap(([topic, by]) => (Object.hasOwn(by, SMS) ? [topic] : []));
  for (const topic of new Set([...Object.keys(topics), ...withSms])) {
    const choice = { contact: contact.id, topic, channel: SMS, state: 'out' as const, at: sms.at };
    await setConsent({ ...choice, source: 'sms-reply', proof: sms.id, id: sms.id }, ports);
  }
  await answerBySms({ contact, phone, to: at, at, text: await stoppedText(ports), template: 'stopped' }, ports);
}

/** Nothing is sold until somebody has read it: they close the number for good, or lift what stands against it. */
async function holdMarketing(sms: InboundSms, { phone, contact }: Sender, ports: EnginePorts): Promise<void> {
  await ports.suppressions.add(SMS, phone, UNCLEAR, sms.at, { only: 'marketing' });
  const assigneeId = contact && (await whoWrote(contact.id, ports));
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
async function whoWrote(contact: string, { timeline, registry, colleagues }: EnginePorts): Promise<string | undefined> {
  const rows = await timeline.of(contact);
  const last = rows.findLast(
    ({ kind, facts, definition }) => kind === 'message' && facts?.channel === SMS && definition,
  );
  const version = last && (await registry.version(last.definition!, last.version ?? ''));
  if (version) return version.definition.owner;
  const [team] = Object.keys((await registry.settings()).teams);
  return team && colleagues.find(`team:${team}`, contact);
}

async function sender({ registry }: EnginePorts): Promise<{ name: string; address?: string }> {
  const { senders, project } = await registry.settings();
  return senders.default ?? Object.values(senders)[0] ?? { name: project };
}

async function helpText(ports: EnginePorts): Promise<string> {
  const { name, address } = await sender(ports);
  return `${name}: ${address ? `write to ${address} for help. ` : ''}Reply STOP to get no more texts from us.`;
}

async function stoppedText(ports: EnginePorts): Promise<string> {
  const { name } = await sender(ports);
  return `${name}: you will get no more texts from us. Reply START to allow them again.`;
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
