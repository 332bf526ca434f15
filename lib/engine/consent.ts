/** Takes back a contact's consent, for the next send decision on. */
import type { ConsentState } from '../language/contact.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';

/** For the topic of the message that the contact answered, on its channel; `at` is when they did. */
export async function withdrawConsent(
  row: TimelineRow,
  { word, channel, at, id, effect }: { word: string; channel: string; at: string; id: string; effect: string },
  ports: EnginePorts,
): Promise<void> {
  const topic = typeof row.facts?.topic === 'string' ? row.facts.topic : undefined;
  if (!topic) return;
  await setConsent({ contact: row.contact, topic, channel, state: 'out', at, source: word, proof: effect, id }, ports);
}

export async function setConsent(
  choice: {
    contact: string;
    topic: string;
    channel: string;
    state: ConsentState;
    at: string;
    source: string;
    wording?: string;
    proof?: string;
    id: string;
  },
  ports: EnginePorts,
): Promise<void> {
  const { contact, topic, channel, id, ...made } = choice;
  const key = keyOf('consent', contact, topic, channel, id);
  const told = await ports.timeline.get(contact, key);
  // Asked again, it is the choice of the first time, at its instant: whatever the contact has chosen since stands.
  const at = told?.at ?? made.at;
  if (!told) {
    // Kept with the choice, and once more where later choices do not replace it.
    const facts = { topic, channel, wording: made.wording, proof: made.proof };
    await ports.timeline.write({ contact, key, at, kind: 'consent', outcome: made.state, reason: made.source, facts });
  }
  await ports.contacts.setConsent(contact, topic, channel, { ...made, at });
}
