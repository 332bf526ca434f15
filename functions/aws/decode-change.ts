/** Reads the table's stream: which of its records say that something happened to a contact, and what. */
import type { Change } from '../../lib/engine/ports.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import type { Contact } from '../../lib/language/contact.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import { bodyOf, fromImage, type Image, type Item } from './item.ts';

/** As Lambda hands it over; the embedded feed makes its own in the same shape. */
export interface StreamRecord {
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  dynamodb: { Keys?: Image; NewImage?: Image; OldImage?: Image; SequenceNumber?: string };
}

const DECODED = new Set(['event', 'contact', 'run', 'segment']);

/** Whether the feed makes a change of it; everything else need not be watched. */
export function isDecoded(item: Item): boolean {
  return DECODED.has(item.type);
}

/** `undefined`: nothing that anybody waits for. */
export function decodeChange({ dynamodb }: StreamRecord): Change | undefined {
  const after = dynamodb.NewImage && fromImage(dynamodb.NewImage);
  const before = dynamodb.OldImage && fromImage(dynamodb.OldImage);
  const item = after ?? before;
  if (!item || after?.rev === before?.rev) return undefined;
  const id = changeId(item, after);
  switch (item.type) {
    case 'event':
      return after && !before ? { kind: 'event', id, event: bodyOf<ContactEvent>(after) } : undefined;
    case 'contact':
      return { kind: 'contact', id, before: before && bodyOf<Contact>(before), after: after && bodyOf<Contact>(after) };
    case 'run':
      return { kind: 'run', id, before: before && bodyOf<RunRecord>(before), after: after && bodyOf<RunRecord>(after) };
    case 'segment': {
      if (!after) return undefined;
      const { contact, segment, member, since } = after;
      return {
        kind: 'segment',
        id,
        contact: String(contact),
        segment: String(segment),
        member: member === true,
        at: String(since),
      };
    }
    default:
      return undefined;
  }
}

export function decodeChanges(records: StreamRecord[]): Change[] {
  return records.map(decodeChange).filter((change) => change !== undefined);
}

/** The item and its revision: later ones sort behind earlier ones, and a record that comes again has the same. */
function changeId({ pk, sk }: Item, after: Item | undefined): string {
  return `${pk}/${sk}@${after ? String(after.rev).padStart(12, '0') : 'gone'}`;
}
