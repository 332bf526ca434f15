/** Confirms a form, the second half of a double opt-in: what was only ticked until now is agreed to. */
import { setConsent } from './consent.ts';
import type { EnginePorts } from './ports.ts';

/** The family under which confirmations are kept, by the name of the form. */
export const CONFIRMED = 'confirmed';

/** `id` is the same for each press of one link: pressed again, nothing changes. */
export async function confirmForm(
  { contact: contactId, form, id, proof }: { contact: string; form: string; id: string; proof?: string },
  ports: EnginePorts,
): Promise<'confirmed' | 'unknown'> {
  const contact = await ports.contacts.get(contactId);
  if (!contact || contact.status === 'erased') return 'unknown';
  const receivedAt = ports.clock.now();
  for (const [topic, channels] of Object.entries(contact.consent)) {
    for (const [channel, { state, source, wording }] of Object.entries(channels)) {
      // What was chosen elsewhere since, yes or no, stands.
      if (state !== 'pending' || source !== `form:${form}`) continue;
      const choice = { contact: contactId, topic, channel, state: 'in' as const, at: receivedAt };
      await setConsent({ ...choice, source: `confirmed:${form}`, wording, proof, id }, ports);
    }
  }
  const event = { id, family: CONFIRMED, name: form, contact: contactId, at: receivedAt, receivedAt, data: {} };
  await ports.events.put(event);
  return 'confirmed';
}
