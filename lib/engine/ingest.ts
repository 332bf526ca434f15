/** Takes in what happened to somebody: finds or founds the contact, learns what came along, keeps the event once. */
import type { ConsentState, Contact } from '../language/contact.ts';
import type { ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import { anonymousContact } from './anonymous.ts';
import { setConsent } from './consent.ts';
import { keyOf } from './keys.ts';
import { mergeContacts } from './merge-contacts.ts';
import type { EnginePorts, Identity } from './ports.ts';

export interface Incoming {
  /** The producer's id; the same id again is the same event. */
  messageId: string;
  family: string;
  name: string;
  /** In the order in which they are trusted: user id, email, phone, anonymous id. */
  identities: Identity[];
  /** Those that are certainly one person's: contacts who own them are one from here on. */
  areOne?: Identity[];
  /** Learned about the contact; audiences are judged after this. */
  traits?: JsonMap;
  consent?: { topic: string; channel: string; state: ConsentState; source: string; wording?: string }[];
  data: JsonMap;
  /** When it happened, by the producer's clock. */
  at?: string;
}

/** Durable when this returns. Without a user id or an address the event is kept as somebody's unknown, and wakes nobody. */
export async function ingest(incoming: Incoming, ports: EnginePorts): Promise<ContactEvent> {
  const receivedAt = ports.clock.now();
  const contact = await findOrFound(incoming, receivedAt, ports);
  if (!contact.isAnonymous) await learn(contact.id, incoming, receivedAt, ports);
  const { messageId: id, family, name, data } = incoming;
  const at = incoming.at && incoming.at < receivedAt ? incoming.at : receivedAt;
  const { stored } = await ports.events.put({ id, family, name, contact: contact.id, at, receivedAt, data });
  return stored;
}

/** Identity rows first, each naming the contact it belongs to; a contact that a crash left out is made by whoever comes next. */
async function findOrFound(
  { identities, areOne = [] }: Incoming,
  now: string,
  ports: EnginePorts,
): Promise<{ id: string; isAnonymous: boolean }> {
  const owners = await Promise.all(identities.map((identity) => ports.contacts.ownerOf(identity)));
  const known = owners.find((owner) => owner !== undefined);
  const founder = identities.find(({ kind }) => kind !== 'anonymousId');
  if (!known && !founder) return { id: anonymousContact(identities[0], ports.ids), isAnonymous: true };

  const id = known ?? (await ports.contacts.claim(founder!, ports.ids.contact(founder!)));
  await mergeOwners(new Set(owners.filter((_, index) => areOne.includes(identities[index]!))), ports);
  const contact = await ports.contacts.get(id);
  const owner = contact?.id ?? id;
  for (const [index, identity] of identities.entries()) {
    if (owners[index] === undefined) await ports.contacts.claim(identity, owner);
  }
  if (!contact) await ports.contacts.create(newContact(owner, now));
  return { id: owner, isAnonymous: false };
}

async function mergeOwners(owners: Set<string | undefined>, ports: EnginePorts): Promise<void> {
  const [first, ...others] = [...owners].filter((owner) => owner !== undefined);
  for (const other of others) {
    const merged = await mergeContacts(first!, other, ports);
    if ('refused' in merged) throw new TooManyIds();
  }
}

/** More ids for one person than can be asked each time. */
export class TooManyIds extends Error {}

const newContact = (id: string, createdAt: string): Contact => ({
  id,
  status: 'live',
  fields: {},
  consent: {},
  createdAt,
  rev: 0,
});

async function learn(contactId: string, incoming: Incoming, at: string, ports: EnginePorts): Promise<void> {
  const { traits, consent, messageId } = incoming;
  if (traits && Object.keys(traits).length > 0) await ports.contacts.set(contactId, traits, keyOf('traits', messageId));
  for (const choice of consent ?? [])
    await setConsent({ ...choice, contact: contactId, at, proof: messageId, id: messageId }, ports);
}
