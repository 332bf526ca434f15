/** One person under several ids: what was kept under each before they were known to be one is found together, and nothing is moved. */
import type { Contact } from '../language/contact.ts';
import type { ContactEvent } from '../language/event.ts';
import type { Segments } from '../language/ports.ts';
import { inOrder } from './lines.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import type { RunRecord } from './run-record.ts';

type One = Pick<Contact, 'id' | 'mergedIds'>;

/** The contact's own id first. */
export const idsOf = ({ id, mergedIds = [] }: One): string[] => [id, ...mergedIds];

/** For whoever knows an id and no more. Of nobody: that id. */
export async function allIdsOf(contactId: string, { contacts }: Pick<EnginePorts, 'contacts'>): Promise<string[]> {
  const contact = await contacts.get(contactId);
  return contact ? idsOf(contact) : [contactId];
}

export async function runsOf(ids: readonly string[], { runs }: Pick<EnginePorts, 'runs'>): Promise<RunRecord[]> {
  return (await Promise.all(ids.map((id) => runs.ofContact(id)))).flat();
}

export async function rowsOf(
  ids: readonly string[],
  { timeline }: Pick<EnginePorts, 'timeline'>,
): Promise<TimelineRow[]> {
  const rows = await Promise.all(ids.map((id) => timeline.of(id)));
  return rows.length === 1 ? rows[0]! : inOrder(rows.flat());
}

export async function findEvents(
  contact: One,
  asked: Parameters<EnginePorts['events']['find']>[1],
  { events }: Pick<EnginePorts, 'events'>,
): Promise<ContactEvent[]> {
  const found = await Promise.all(idsOf(contact).map((id) => events.find(id, asked)));
  if (found.length === 1) return found[0]!;
  const later = asked.newestFirst ? -1 : 1;
  const sorted = found
    .flat()
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -later : a.receivedAt > b.receivedAt ? later : 0));
  return sorted.slice(0, asked.atMost);
}

/** Memberships by whatever id they were given: the survivor's own word stands above those of before. */
export function segmentsOf(contact: One, segments: Segments): Segments {
  const { mergedIds: others = [], id: own } = contact;
  if (others.length === 0) return segments;
  /** By which id the word stands. */
  const wordOn = async (segment: string): Promise<{ id: string; member: boolean } | undefined> => {
    for (const id of idsOf(contact)) {
      const member = await segments.has(id, segment);
      if (member !== undefined) return { id, member };
    }
    return undefined;
  };
  const leave = async (how: 'remove' | 'exclude', segment: string, at: string) => {
    const left = [await segments[how](own, segment, at)];
    for (const id of others) left.push(await segments.remove(id, segment, at));
    return left.includes('removed') ? 'removed' : 'not-there';
  };
  return {
    has: async (_, segment) => (await wordOn(segment))?.member,
    async since(_, segment) {
      const word = await wordOn(segment);
      return word && segments.since(word.id, segment);
    },
    add: async (_, segment, at) => ((await wordOn(segment))?.member ? 'there-already' : segments.add(own, segment, at)),
    remove: (_, segment, at) => leave('remove', segment, at),
    exclude: (_, segment, at) => leave('exclude', segment, at),
  };
}
