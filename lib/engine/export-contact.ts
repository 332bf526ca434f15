/** Everything that is kept about a contact, for whoever has the right to see it. */
import { channelKinds } from '../language/channels/index.ts';
import type { Json, JsonMap } from '../language/json.ts';
import { idsOf } from './family.ts';
import type { EnginePorts } from './ports.ts';

export async function exportContact(contactId: string, ports: EnginePorts): Promise<JsonMap> {
  const contact = await ports.contacts.get(contactId);
  const ids = contact ? idsOf(contact) : [contactId];
  const kept: Record<string, JsonMap[]> = {};
  for (const id of ids) {
    for (const [kind, things] of Object.entries(await ports.belongings.of(id)))
      kept[kind] = [...(kept[kind] ?? []), ...things];
  }
  const suppressed: Json[] = [];
  for (const [channel, kind] of Object.entries(channelKinds)) {
    const found = contact && kind.address(contact);
    const standing = found && 'address' in found && (await ports.suppressions.find(channel, found.address));
    if (standing) suppressed.push({ channel, ...standing } as JsonMap);
  }
  return { contact: ids[0]!, exportedAt: ports.clock.now(), kept, suppressed };
}
