/** Contacts of a simulation: whose address it is, what is known of them, and what they agreed to. */
import {
  followMerges,
  type KeptContact,
  withConsent,
  withFields,
  withMerged,
  withScore,
} from '../../engine/change-contact.ts';
import type { Contacts, Identity } from '../../engine/ports.ts';
import type { Contact } from '../../language/contact.ts';
import type { Clock, UpdateResult } from '../../language/ports.ts';
import type { Earlier, Forgetful } from './belongings.ts';
import { changeId, type OnChange } from './changes.ts';
import { freeze } from './freeze.ts';

export function createMemoryContacts(onChange: OnChange, clock: Clock): Contacts & Forgetful & { earlier: Earlier } {
  const kept = new Map<string, KeptContact>();
  const owners = new Map<string, string>();
  const nameOf = ({ kind, value }: Identity) => `${kind}\n${value}`;

  function keep(changed: KeptContact, before?: Contact): void {
    const { contact } = freeze(changed);
    kept.set(contact.id, changed);
    onChange({ kind: 'contact', id: changeId(`contact:${contact.id}`, contact.rev), before, after: contact });
  }

  function change(id: string, changeIt: (kept: KeptContact) => KeptContact | undefined): UpdateResult {
    const standing = kept.get(id);
    if (!standing || standing.contact.status === 'erased') return 'gone';
    const { mergedInto } = standing.contact;
    if (mergedInto !== undefined) {
      change(mergedInto, (survivor) => withMerged(survivor, standing));
      return change(mergedInto, changeIt);
    }
    const changed = changeIt(standing);
    if (!changed) return 'repeated';
    keep(changed, standing.contact);
    return 'done';
  }

  return {
    keptOf: (contactId) => [kept.get(contactId)?.contact].filter((one) => one !== undefined),
    forget(contactId) {
      const before = kept.get(contactId)?.contact;
      if (!kept.delete(contactId)) return;
      for (const [name, owner] of owners) if (owner === contactId) owners.delete(name);
      onChange({ kind: 'contact', id: changeId(`contact:${contactId}`, before!.rev + 1), before });
    },
    earlier: (contactId) =>
      Array.from(owners).flatMap(([name, owner]) => {
        const [kind, value = ''] = name.split('\n');
        return owner === contactId && kind === 'anonymousId' ? [value] : [];
      }),
    get: (contactId) => followMerges(contactId, async (id) => kept.get(id)),
    kept: async (contactId) => kept.get(contactId)?.contact,
    ownerOf: async (identity) => owners.get(nameOf(identity)),
    async claim(identity, contactId) {
      const name = nameOf(identity);
      if (!owners.has(name)) owners.set(name, contactId);
      return owners.get(name)!;
    },
    async create(contact) {
      if (!kept.has(contact.id)) keep({ contact, effects: [] });
      return kept.get(contact.id)!.contact;
    },
    set: async (contactId, fields, effectKey) =>
      change(contactId, (standing) => withFields(standing, fields, effectKey, clock.now())),
    addToScore: async (contactId, score, amount, effectKey) =>
      change(contactId, (standing) => withScore(standing, { score, amount }, effectKey, clock.now())),
    setConsent: async (contactId, topic, channel, choice) =>
      change(contactId, (standing) => {
        const contact = withConsent(standing.contact, topic, channel, choice);
        return contact && { ...standing, contact };
      }),
    async mergeInto(contactId, mergedInto, mergedAt) {
      const standing = kept.get(contactId);
      if (!standing || standing.contact.status === 'erased') return 'gone';
      const before = standing.contact;
      if (before.mergedInto !== undefined) return 'merged-before';
      keep({ ...standing, contact: { ...before, mergedInto, mergedAt, rev: before.rev + 1 } }, before);
      return 'merged';
    },
    async takeIn(mergedId) {
      const merged = kept.get(mergedId);
      const into = merged?.contact.mergedInto;
      return into === undefined ? 'gone' : change(into, (survivor) => withMerged(survivor, merged!));
    },
    async list({ limit, after }) {
      const newest = Array.from(kept.values(), ({ contact }) => contact)
        .filter(isListed)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
      const first = after === undefined ? 0 : newest.findIndex(({ id }) => id === after) + 1;
      return newest.slice(first, first + limit);
    },
    async inPart(part, { after = '', atMost }) {
      // All of them are in the first.
      const all = part === 0 ? Array.from(kept.values(), ({ contact }) => contact) : [];
      const listed = all.filter(isListed).map((contact) => ({ id: contact.id, place: placeOf(contact) }));
      return listed
        .filter(({ place }) => place > after)
        .sort((a, b) => (a.place < b.place ? -1 : 1))
        .slice(0, atMost);
    },
  };
}

const isListed = ({ mergedInto }: Contact): boolean => mergedInto === undefined;

const placeOf = ({ createdAt, id }: Contact): string => `${createdAt}#${id}`;
