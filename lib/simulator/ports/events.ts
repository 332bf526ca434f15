/** What happened to a simulation's contacts, in the order in which it was received. */
import type { Events } from '../../engine/ports.ts';
import type { ContactEvent } from '../../language/event.ts';
import type { Forgetful } from './belongings.ts';
import { changeId, type OnChange } from './changes.ts';
import { freeze } from './freeze.ts';

export function createMemoryEvents(onChange: OnChange): Events & Forgetful {
  const byId = new Map<string, ContactEvent>();
  const byContact = new Map<string, ContactEvent[]>();

  return {
    keptOf: (contactId) => [...(byContact.get(contactId) ?? [])],
    forget(contactId) {
      for (const { id } of byContact.get(contactId) ?? []) byId.delete(id);
      byContact.delete(contactId);
    },
    async put(event) {
      const standing = byId.get(event.id);
      if (standing) return { stored: standing, isNew: false };
      const stored = freeze(event);
      byId.set(event.id, stored);
      const events = byContact.get(event.contact);
      if (events) insert(events, stored);
      else byContact.set(event.contact, [stored]);
      onChange({ kind: 'event', id: changeId(`event:${event.id}`, 1), event: stored });
      return { stored, isNew: true };
    },
    async find(contactId, { since, until, atMost, newestFirst, ...asked }) {
      const events = byContact.get(contactId) ?? [];
      const [first, end] = [firstSince(events, since), until === undefined ? events.length : firstAfter(events, until)];
      const found: ContactEvent[] = [];
      for (let passed = 0; passed < end - first && found.length < atMost; passed++) {
        const event = events[newestFirst ? end - 1 - passed : first + passed]!;
        if (isAsked(event, asked)) found.push(event);
      }
      return found;
    },
  };
}

type Asked = Pick<Parameters<Events['find']>[1], 'family' | 'name' | 'namesFrom' | 'keeps'>;

const isAsked = (event: ContactEvent, { family, name, namesFrom = '', keeps }: Asked): boolean =>
  event.family === family &&
  (name === undefined ? event.name.startsWith(namesFrom) : event.name === name) &&
  (keeps?.(event) ?? true);

/** Events mostly come in order: then this is a push. */
function insert(events: ContactEvent[], event: ContactEvent): void {
  let place = events.length;
  while (place > 0 && events[place - 1]!.receivedAt > event.receivedAt) place--;
  events.splice(place, 0, event);
}

const firstSince = (events: ContactEvent[], since: string): number => place(events, (at) => at >= since);
const firstAfter = (events: ContactEvent[], until: string): number => place(events, (at) => at > until);

/** Where the events begin whose receive time is so late; they stand in its order. */
function place(events: ContactEvent[], isLate: (receivedAt: string) => boolean): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLate(events[middle]!.receivedAt)) high = middle;
    else low = middle + 1;
  }
  return low;
}
