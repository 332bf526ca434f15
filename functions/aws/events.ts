/** What happened to contacts: each thing once by its id, in the order in which it was received. */
import type { Events } from '../../lib/engine/ports.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import { bodyOf, expiryOf, type Item } from './item.ts';
import { keys, partitions, ranges } from './keys.ts';
import { ABSENT, type Table } from './table.ts';

export function createEvents(table: Table, retentionDays: number): Events {
  /** Where the first one with this id was headed; a crash may have kept it from arriving. */
  async function headingOf(event: ContactEvent): Promise<ContactEvent> {
    const { contact, family, name, receivedAt } = event;
    const heading: Item = {
      ...keys.eventId(event.id),
      type: 'event-id',
      expiresAt: expiryOf(receivedAt, retentionDays),
      contact,
      family,
      name,
      receivedAt,
    };
    if ((await table.put(heading, ABSENT)) === 'written') return event;
    const first = (await table.get(heading)) ?? heading;
    const repeated = {
      ...event,
      contact: String(first.contact),
      family: String(first.family),
      name: String(first.name),
      receivedAt: String(first.receivedAt),
    };
    return { ...repeated, at: repeated.at < repeated.receivedAt ? repeated.at : repeated.receivedAt };
  }

  return {
    async put(event) {
      const headed = await headingOf(event);
      const item: Item = {
        ...keys.event(headed),
        type: 'event',
        rev: 1,
        expiresAt: expiryOf(headed.receivedAt, retentionDays),
        body: JSON.stringify(headed),
      };
      if ((await table.put(item, ABSENT)) === 'written') return { stored: headed, isNew: true };
      const standing = await table.get(item);
      return { stored: standing ? bodyOf<ContactEvent>(standing) : headed, isNew: false };
    },

    async find(contactId, { family, name, namesFrom = '', since, until, atMost, newestFirst = false, keeps }) {
      const found: ContactEvent[] = [];
      const range = ranges.events({ family, name, namesFrom, since, until });
      const options = { pageSize: 200, newestFirst: newestFirst && range.isInOrder };
      for await (const item of table.query(partitions.contact(contactId), range, options)) {
        const event = bodyOf<ContactEvent>(item);
        const isAsked =
          event.family === family &&
          (name === undefined ? event.name.startsWith(namesFrom) : event.name === name) &&
          event.receivedAt >= since &&
          (until === undefined || event.receivedAt <= until);
        if (isAsked && (keeps?.(event) ?? true)) found.push(event);
        if (range.isInOrder && found.length >= atMost) return found;
      }
      const later = newestFirst ? -1 : 1;
      return found
        .sort((a, b) => (a.receivedAt < b.receivedAt ? -later : a.receivedAt > b.receivedAt ? later : 0))
        .slice(0, atMost);
    },
  };
}
