/** Whether somebody belongs to a segment, until when time leaves that as it is, and whether they did when it was first asked. */
import type { CheckedCondition } from '../language/checked.ts';
import type { Contact } from '../language/contact.ts';
import type { WatchFound } from '../language/define-trigger.ts';
import { type Asker, ask } from './ask.ts';
import { nextFlip } from './next-flip.ts';
import type { WatchedThing } from './ports.ts';

export interface Asked {
  contact: Contact;
  zone: string;
  now: string;
  ports: Asker['ports'];
}

const inside = (segment: string): CheckedCondition[] => [{ kind: 'segment', head: segment }];

const askerOf = ({ contact, zone, now, ports }: Asked): Asker => ({
  moment: { now, zone, contact },
  values: { contact: { ...contact.fields, id: contact.id } },
  ports,
});

export const isMember = async (segment: string, asked: Asked): Promise<boolean> =>
  (await ask(inside(segment), askerOf(asked))).holds;

export async function membershipOf(
  segment: string,
  asked: Asked,
  first: { thing: WatchedThing; isFirst: boolean; reason: { families?: readonly string[] } },
): Promise<NonNullable<WatchFound['membership']>> {
  const holds = await isMember(segment, asked);
  const [turnsAt, heldAtFirst] = await Promise.all([
    nextFlip(inside(segment), askerOf(asked)),
    first.isFirst ? heldAt(segment, asked, first) : false,
  ]);
  return { holds, turnsAt, heldAtFirst };
}

/** What is known of a contact is known as it is now: where something that the rule asks about has changed since, they came by it. */
async function heldAt(
  segment: string,
  asked: Asked,
  { thing: { since, families }, reason }: Parameters<typeof membershipOf>[2],
): Promise<boolean> {
  const { createdAt, changedAt = {} } = asked.contact;
  if (createdAt > since || reason.families?.includes(`segment:${segment}`)) return false;
  const hasChanged = Object.entries(changedAt).some(
    ([field, at]) => at > since && families.includes(`contact:${field}`),
  );
  return !hasChanged && isMember(segment, { ...asked, now: since });
}
