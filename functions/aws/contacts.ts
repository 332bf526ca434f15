/** Contacts in the table: whose address it is, what is known of them, and what they agreed to. */
import { anonymousContact } from '../../lib/engine/anonymous.ts';
import {
  followMerges,
  type KeptContact,
  withConsent,
  withFields,
  withMerged,
  withScore,
} from '../../lib/engine/change-contact.ts';
import type { Contacts } from '../../lib/engine/ports.ts';
import type { Contact } from '../../lib/language/contact.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import type { Clock, UpdateResult } from '../../lib/language/ports.ts';
import { createIds } from './ids.ts';
import { bodyOf, type Item } from './item.ts';
import { keys, listings, type SecretKeys } from './keys.ts';
import { contactsInPart, newestContacts } from './listed-contacts.ts';
import { ABSENT, type Table } from './table.ts';

/** Each lost turn means that somebody else's change got through. */
const MOST_TURNS = 60;

export function createContacts(table: Table, secretKeys: SecretKeys, clock: Clock): Contacts {
  async function read(id: string): Promise<KeptContact | undefined> {
    const item = await table.get(keys.contact(id));
    return (
      item && {
        contact: bodyOf<Contact>(item),
        effects: String(item.effects ?? '')
          .split(' ')
          .filter(Boolean),
      }
    );
  }

  const replace = async (changed: KeptContact, { rev }: Contact): Promise<boolean> =>
    (await table.put(itemOf(changed), { that: '#rev = :rev', values: { rev } })) === 'written';

  /** Reads, changes and writes on condition that nobody came between; `undefined` from `change`: it stands already. */
  async function change(id: string, changeIt: (kept: KeptContact) => KeptContact | undefined): Promise<UpdateResult> {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const kept = await read(id);
      if (!kept || kept.contact.status === 'erased') return 'gone';
      const { mergedInto } = kept.contact;
      if (mergedInto !== undefined) {
        await change(mergedInto, (survivor) => withMerged(survivor, kept));
        return change(mergedInto, changeIt);
      }
      const changed = changeIt(kept);
      if (!changed) return 'repeated';
      if (await replace(changed, kept.contact)) return 'done';
    }
    throw tooMany();
  }

  async function ownerOf(identity: Parameters<Contacts['ownerOf']>[0]): Promise<string | undefined> {
    const item = await table.get(secretKeys.identity(identity.kind, identity.value));
    return item && String(item.contact);
  }

  return {
    get: (contactId) => followMerges(contactId, read),
    kept: async (contactId) => (await read(contactId))?.contact,
    ownerOf,
    async claim(identity, contactId) {
      const key = secretKeys.identity(identity.kind, identity.value);
      // Ahead of the claim: one that comes to nothing leads to somebody else's identity, and is passed over.
      const before = identity.kind === 'anonymousId' ? anonymousContact(identity, createIds(secretKeys)) : undefined;
      await table.put({ ...keys.ownedIdentity(contactId, key), type: 'owned-identity', before });
      const claimed = await table.put({ ...key, type: 'identity', contact: contactId }, ABSENT);
      return claimed === 'written' ? contactId : ((await ownerOf(identity)) ?? contactId);
    },
    async create(contact) {
      if ((await table.put(itemOf({ contact, effects: [] }), ABSENT)) === 'written') return contact;
      return (await read(contact.id))?.contact ?? contact;
    },
    set: (contactId, fields, effectKey) =>
      change(contactId, (kept) => withFields(kept, fields, effectKey, clock.now())),
    addToScore: (contactId, score, amount, effectKey) =>
      change(contactId, (kept) => withScore(kept, { score, amount }, effectKey, clock.now())),
    setConsent: (contactId, topic, channel, choice) =>
      change(contactId, (kept) => {
        const contact = withConsent(kept.contact, topic, channel, choice);
        return contact && { ...kept, contact };
      }),
    async mergeInto(contactId, mergedInto, mergedAt) {
      for (let turn = 0; turn < MOST_TURNS; turn++) {
        const kept = await read(contactId);
        if (!kept || kept.contact.status === 'erased') return 'gone';
        if (kept.contact.mergedInto !== undefined) return 'merged-before';
        const contact = { ...kept.contact, mergedInto, mergedAt, rev: kept.contact.rev + 1 };
        if (await replace({ ...kept, contact }, kept.contact)) return 'merged';
      }
      throw tooMany();
    },
    async takeIn(mergedId) {
      const merged = await read(mergedId);
      const into = merged?.contact.mergedInto;
      return into === undefined ? 'gone' : change(into, (survivor) => withMerged(survivor, merged!));
    },
    async list(page) {
      const after = page.after === undefined ? undefined : (await read(page.after))?.contact;
      const ids = await newestContacts(table, page.limit, after);
      const kept = await Promise.all(ids.map(read));
      return kept.flatMap((one) => one?.contact ?? []);
    },
    inPart: (part, page) => contactsInPart(table, part, page),
  };
}

const tooMany = () => new RetryableError('Too many changes of one contact at a time.', { retryAfterSeconds: 1 });

function itemOf({ contact, effects }: KeptContact): Item {
  return {
    ...keys.contact(contact.id),
    type: 'contact',
    rev: contact.rev,
    body: JSON.stringify(contact),
    effects: effects.join(' '),
    ...(contact.mergedInto === undefined && {
      listed: listings.contacts(listings.shardOf(contact.id)),
      listedAs: `${contact.createdAt}#${contact.id}`,
    }),
  };
}
