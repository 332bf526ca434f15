/** Finds the contact whom an operator means: by our own id, by theirs, or by an address. */
import { TerminalError } from '../language/errors.ts';
import type { EnginePorts } from './ports.ts';

export async function findContact(named: string, { contacts }: Pick<EnginePorts, 'contacts'>): Promise<string> {
  const contact = await contacts.get(named);
  if (contact) return contact.id;
  for (const kind of ['email', 'userId', 'phone'] as const) {
    const owner = await contacts.ownerOf({ kind, value: named });
    if (owner !== undefined) return (await contacts.get(owner))?.id ?? owner;
  }
  throw new TerminalError(`No contact is called ${named}.`, { code: 'contact-unknown' });
}
