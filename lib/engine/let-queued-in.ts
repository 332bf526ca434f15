/** When a journey of a group has ended, whoever waits for the place begins: the most important first. */
import type { Contact } from '../language/contact.ts';
import { RetryableError } from '../language/errors.ts';
import { startQueued } from './enroll.ts';
import { idsOf } from './family.ts';
import { holderAmong, inLine, leaveQueue, leaveSlot, type Queued, slotName } from './group-slot.ts';
import type { EnginePorts } from './ports.ts';

const RUN = 'run:';
const MOST_TURNS = 50;

/** Asked again, it finds the place taken, or the same run. */
export async function letQueuedIn(contactId: string, families: readonly string[], ports: EnginePorts): Promise<void> {
  const { groups } = await ports.registry.listeners();
  const named = families.flatMap((family) => (family.startsWith(RUN) ? [family.slice(RUN.length)] : []));
  const ended = new Set(named.flatMap((name) => (Object.hasOwn(groups, name) ? [groups[name]!] : [])));
  if (ended.size === 0) return;
  const contact = await ports.contacts.get(contactId);
  if (!contact) return;
  for (const group of ended) {
    const isOfGroup = ({ definition }: Queued) => groups[definition] === group;
    for (const id of idsOf(contact)) await nextInLine(id, { contact, group, isOfGroup }, ports);
  }
}

interface Line {
  contact: Contact;
  group: string;
  isOfGroup(queued: Queued): boolean;
}

/** Of those who wait under one of the contact's ids. */
async function nextInLine(id: string, { contact, group, isOfGroup }: Line, ports: EnginePorts): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const slot = await ports.entries.get(id, slotName(group));
    // Whoever has the place and still waits was about to begin when somebody died.
    const begun = slot?.queue?.find(({ run }) => run === slot.run);
    if (!begun && (await holderAmong(idsOf(contact), group, ports))) return;
    const queued = begun ?? inLine(slot)[0];
    if (!queued) return;
    const verdict = isOfGroup(queued) ? await startQueued(queued, contact.id, ports) : undefined;
    // Another one was quicker.
    if (verdict?.outcome === 'refused' && verdict.reason === 'queued') return;
    await (verdict?.outcome === 'started' ? leaveQueue : leaveSlot)({ contact: id, run: queued.run }, group, ports);
  }
  throw new RetryableError('More wait for this place than can be looked at in one go.');
}
