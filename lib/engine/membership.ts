/** Whether somebody belongs to a segment, until when time leaves that as it is, and whether they did when it was first asked. */
import type { CheckedCondition } from '../language/checked.ts';
import type { Contact } from '../language/contact.ts';
import type { WatchFound } from '../language/define-trigger.ts';
import { type Asker, ask } from './ask.ts';
import { segmentsOf } from './family.ts';
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

/** Whether they were in the segment at that instant already, and did not come into it since. */
export async function wasInside(
  { segment, families }: { segment: string; families: readonly string[] },
  at: string,
  asked: Asked,
): Promise<boolean> {
  const { contact, ports } = asked;
  const segments = segmentsOf(contact, ports.segments);
  const byHand = await segments.has(contact.id, segment);
  if (byHand && ((await segments.since(contact.id, segment)) ?? at) < at) return true;
  const rule = (await ports.registry.segment(segment))?.if;
  if (!rule || byHand === false) return false;
  if (contact.createdAt > at || hasChangedSince(contact, at, families)) return false;
  return (await ask(rule, askerOf({ ...asked, now: at }))).holds;
}

const hasChangedSince = ({ changedAt = {} }: Contact, since: string, families: readonly string[]): boolean =>
  Object.entries(changedAt).some(([field, at]) => at > since && families.includes(`contact:${field}`));

/** What is known of a contact is known as it is now: where something that the rule asks about has changed since, they came by it. */
async function heldAt(
  segment: string,
  asked: Asked,
  { thing: { since, families }, reason }: Parameters<typeof membershipOf>[2],
): Promise<boolean> {
  if (asked.contact.createdAt > since || reason.families?.includes(`segment:${segment}`)) return false;
  return !hasChangedSince(asked.contact, since, families) && isMember(segment, { ...asked, now: since });
}
