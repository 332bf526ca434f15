/** Puts a contact into a segment, or takes them out, by hand: what somebody says stands above the segment's rule. */
import { segmentsOf } from './family.ts';
import type { EnginePorts } from './ports.ts';

export async function setMembership(
  { contact, segment, member }: { contact: string; segment: string; member: boolean },
  { contacts, registry, clock, ...ports }: Pick<EnginePorts, 'contacts' | 'segments' | 'registry' | 'clock'>,
): Promise<'changed' | 'as-before'> {
  const now = clock.now();
  const segments = segmentsOf((await contacts.get(contact)) ?? { id: contact }, ports.segments);
  if (member) return (await segments.add(contact, segment, now)) === 'added' ? 'changed' : 'as-before';
  const hasRule = (await registry.segment(segment))?.if !== undefined;
  const said = await (hasRule ? segments.exclude : segments.remove)(contact, segment, now);
  return said === 'removed' ? 'changed' : 'as-before';
}
