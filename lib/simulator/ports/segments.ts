/** Who is in which segment of a simulation. */
import type { Segments } from '../../language/ports.ts';
import type { Forgetful } from './belongings.ts';
import { changeId, type OnChange } from './changes.ts';

export function createMemorySegments(onChange: OnChange): Segments & Forgetful {
  const memberships = new Map<string, { member: boolean; rev: number; at: string }>();
  const nameOf = (contact: string, segment: string) => `${contact}\n${segment}`;

  function become(contact: string, segment: string, at: string, member: boolean, isNews = member): boolean {
    const name = nameOf(contact, segment);
    const { member: before, rev } = memberships.get(name) ?? { member: isNews ? !member : member, rev: 0 };
    if (before === member) return false;
    memberships.set(name, { member, rev: rev + 1, at });
    const id = changeId(`segment:${contact}:${segment}`, rev + 1);
    onChange({ kind: 'segment', id, contact, segment, member, at });
    return true;
  }

  const of = (contactId: string) => [...memberships].filter(([name]) => name.startsWith(`${contactId}\n`));
  return {
    keptOf: (contactId) =>
      of(contactId).map(([name, { member }]) => ({ segment: name.slice(contactId.length + 1), member })),
    forget(contactId) {
      for (const [name] of of(contactId)) memberships.delete(name);
    },
    add: async (contactId, segment, at) => (become(contactId, segment, at, true) ? 'added' : 'there-already'),
    remove: async (contactId, segment, at) => (become(contactId, segment, at, false) ? 'removed' : 'not-there'),
    exclude: async (contactId, segment, at) => (become(contactId, segment, at, false, true) ? 'removed' : 'not-there'),
    since: async (contactId, segment) => memberships.get(nameOf(contactId, segment))?.at,
    has: async (contactId, segment) => memberships.get(nameOf(contactId, segment))?.member,
  };
}
