/** What a change makes of a contact's record, so that memory and table cannot come to different answers. */
import type { ConsentRecord, Contact } from '../language/contact.ts';
import type { Json, JsonMap } from '../language/json.ts';

/** So many effects are remembered on the contact: a repeat comes within minutes, not after dozens of other changes. */
const REMEMBERED = 32;

export interface KeptContact {
  contact: Contact;
  /** Keys of the newest effects, oldest first. */
  effects: string[];
}

/** `null` clears a field. A known effect key → `undefined`: the change has been made. `at`: when, for what is new by it. */
export function withFields(
  { contact, effects }: KeptContact,
  fields: JsonMap,
  effectKey: string,
  at: string,
): KeptContact | undefined {
  if (effects.includes(effectKey)) return undefined;
  const changed = Object.keys(fields).filter((name) => !isSame(contact.fields[name], fields[name]));
  const changedAt = { ...contact.changedAt, ...Object.fromEntries(changed.map((name) => [name, at])) };
  const merged = Object.entries({ ...contact.fields, ...fields }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return {
    contact: { ...contact, fields: Object.fromEntries(merged), changedAt, rev: contact.rev + 1 },
    effects: [...effects, effectKey].slice(-Math.max(REMEMBERED, effects.length)),
  };
}

/** A score that is no number counts from nothing. */
export function withScore(
  kept: KeptContact,
  { score, amount }: { score: string; amount: number },
  effectKey: string,
  at: string,
): KeptContact | undefined {
  const { scores } = kept.contact.fields;
  const standing = isMap(scores) ? scores : {};
  const before = Object.hasOwn(standing, score) ? standing[score] : undefined;
  const after = (typeof before === 'number' ? before : 0) + amount;
  return withFields(kept, { scores: { ...standing, [score]: after } }, effectKey, at);
}

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Written again as it was, a field has not changed. */
const isSame = (before: Json | undefined, after: Json | undefined): boolean =>
  JSON.stringify(before ?? null) === JSON.stringify(after ?? null);

/** The later choice wins, and of two at one instant the one that sends less. No news → `undefined`. */
export function withConsent(
  contact: Contact,
  topic: string,
  channel: string,
  choice: ConsentRecord,
): Contact | undefined {
  const standing = contact.consent[topic]?.[channel];
  if (standing && !isNews(choice, standing)) return undefined;
  const choices = { ...contact.consent[topic], [channel]: choice };
  return { ...contact, consent: { ...contact.consent, [topic]: choices }, rev: contact.rev + 1 };
}

/**
 * The survivor with what was known of the other: its own values stand, the others fill the gaps, and of two choices the one
 * that always would win. Taken in before → `undefined`.
 */
export function withMerged({ contact, effects }: KeptContact, { contact: other, effects: theirs }: KeptContact) {
  const { mergedIds = [] } = contact;
  if (mergedIds.includes(other.id)) return undefined;
  const { scores, ...fields } = contact.fields;
  const gaps = Object.keys(other.fields).filter((name) => !Object.hasOwn(contact.fields, name));
  const learnedAt = gaps.map((name) => [name, other.changedAt?.[name] ?? other.createdAt]);
  const allScores = isMap(scores) && isMap(other.fields.scores) ? { ...other.fields.scores, ...scores } : scores;
  let merged: Contact = {
    ...contact,
    fields: { ...other.fields, ...fields, ...(allScores !== undefined && { scores: allScores }) },
    ...(gaps.length > 0 && { changedAt: { ...contact.changedAt, ...Object.fromEntries(learnedAt) } }),
    mergedIds: [...mergedIds, other.id, ...(other.mergedIds ?? [])],
  };
  for (const [topic, choices] of Object.entries(other.consent)) {
    for (const [channel, choice] of Object.entries(choices))
      merged = withConsent(merged, topic, channel, choice) ?? merged;
  }
  // What either of them was just about to do is not done twice.
  return { contact: { ...merged, rev: contact.rev + 1 }, effects: [...theirs, ...effects] };
}

/** Who the contact is by now, though nobody may have told the survivor yet. */
export async function followMerges(
  contactId: string,
  read: (contactId: string) => Promise<KeptContact | undefined>,
): Promise<Contact | undefined> {
  const merged: KeptContact[] = [];
  let kept = await read(contactId);
  while (kept?.contact.mergedInto !== undefined) {
    merged.push(kept);
    kept = await read(kept.contact.mergedInto);
  }
  return kept && merged.reduceRight((survivor, one) => withMerged(survivor, one) ?? survivor, kept).contact;
}

const caution = { in: 0, pending: 1, out: 2 };

function isNews(choice: ConsentRecord, standing: ConsentRecord): boolean {
  // Who has agreed need not confirm it again, however often a form is sent.
  if (choice.state === 'pending' && standing.state === 'in') return false;
  if (choice.at !== standing.at) return choice.at > standing.at;
  if (isConfirmationOf(choice, standing)) return true;
  return caution[choice.state] > caution[standing.state];
}

/** The button behind the link answers what was ticked: never the other way round, though the clock has not moved. */
const isConfirmationOf = (choice: ConsentRecord, { state, source }: ConsentRecord): boolean =>
  state === 'pending' && source.startsWith('form:') && choice.source === source.replace('form:', 'confirmed:');
