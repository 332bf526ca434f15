/** Everything that is kept about a contact, for whoever has the right to see it. */
import { channelKinds } from '../language/channels/index.ts';
import type { Json, JsonMap } from '../language/json.ts';
import type { EnginePorts } from './ports.ts';

export async function exportContact(contactId: string, ports: EnginePorts): Promise<JsonMap> {
  const [contact, kept] = await Promise.all([ports.contacts.get(contactId), ports.belongings.of(contactId)]);
  const suppressed: Json[] = [];
  for (const [channel, kind] of Object.entries(channelKinds)) {
    const found = contact && kind.address(contact);
    const standing = found && 'address' in found && (await ports.suppressions.find(channel, found.address));
    if (standing) suppressed.push({ channel, ...standing } as JsonMap);
  }
  return { contact: contactId, exportedAt: ports.clock.now(), kept, suppressed };
}
