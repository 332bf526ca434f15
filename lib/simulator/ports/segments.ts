/** Who is in which segment of a simulation. */
import type { Segments } from '../../language/ports.ts';
import { changeId, type OnChange } from './changes.ts';

export function createMemorySegments(onChange: OnChange): Segments {
  const memberships = new Map<string, { member: boolean; rev: number }>();
  const nameOf = (contact: string, segment: string) => `${contact}\n${segment}`;

  function become(contact: string, segment: string, at: string, member: boolean, isNews = member): boolean {
    const name = nameOf(contact, segment);
    const { member: before, rev } = memberships.get(name) ?? { member: isNews ? !member : member, rev: 0 };
    if (before === member) return false;
    memberships.set(name, { member, rev: rev + 1 });
    const id = changeId(`segment:${contact}:${segment}`, rev + 1);
    onChange({ kind: 'segment', id, contact, segment, member, at });
    return true;
  }

  return {
    add: async (contactId, segment, at) => (become(contactId, segment, at, true) ? 'added' : 'there-already'),
    remove: async (contactId, segment, at) => (become(contactId, segment, at, false) ? 'removed' : 'not-there'),
    exclude: async (contactId, segment, at) => (become(contactId, segment, at, false, true) ? 'removed' : 'not-there'),
    has: async (contactId, segment) => memberships.get(nameOf(contactId, segment))?.member,
  };
}
