/** What happened to a simulation's contacts, in the order in which it was received. */
import type { Events } from '../../engine/ports.ts';
import type { ContactEvent } from '../../language/event.ts';
import { changeId, type OnChange } from './changes.ts';
import { freeze } from './freeze.ts';

export function createMemoryEvents(onChange: OnChange): Events {
  const byId = new Map<string, ContactEvent>();
  const byContact = new Map<string, ContactEvent[]>();

  return {
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
    async find(contactId, { family, name, since, until, atMost, keeps }) {
      const found: ContactEvent[] = [];
      const events = byContact.get(contactId) ?? [];
      for (let place = firstSince(events, since); place < events.length && found.length < atMost; place++) {
        const event = events[place]!;
        if (until !== undefined && event.receivedAt > until) break;
        if (event.family === family && (name === undefined || event.name === name) && (keeps?.(event) ?? true))
          found.push(event);
      }
      return found;
    },
  };
}

/** Events mostly come in order: then this is a push. */
function insert(events: ContactEvent[], event: ContactEvent): void {
  let place = events.length;
  while (place > 0 && events[place - 1]!.receivedAt > event.receivedAt) place--;
  events.splice(place, 0, event);
}

function firstSince(events: ContactEvent[], since: string): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.receivedAt < since) low = middle + 1;
    else high = middle;
  }
  return low;
}
