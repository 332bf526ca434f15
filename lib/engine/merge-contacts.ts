/** Two contacts turn out to be one person: the one who was there first goes on for both, and nothing is moved. */
import type { Contact } from '../language/contact.ts';
import { RetryableError } from '../language/errors.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts } from './ports.ts';

/** So many ids one person may have: each is asked for whatever is asked of the contact. */
export const MOST_MERGED = 50;

const MOST_TURNS = 20;

/**
 * One write decides, to what is left of the merged one; the rest any reader can do after it, and the table's stream does it
 * at the latest. The older survives whoever asks, so that however many merge at once, nobody ends up as themselves again.
 */
export async function mergeContacts(
  one: string,
  other: string,
  ports: EnginePorts,
): Promise<{ survivor: string } | { refused: 'too-many' }> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const [a, b] = await Promise.all([ports.contacts.get(one), ports.contacts.get(other)]);
    if (a?.status !== 'live' || b?.status !== 'live' || a.id === b.id) {
      for (const id of [one, other]) await finishMerge(id, ports);
      return { survivor: (a ?? b)?.id ?? one };
    }
    const [survivor, merged] = isOlder(a, b) ? [a, b] : [b, a];
    if (countOf(survivor) + countOf(merged) > MOST_MERGED) return { refused: 'too-many' };
    await ports.contacts.mergeInto(merged.id, survivor.id, ports.clock.now());
    await finishMerge(merged.id, ports);
  }
  throw new RetryableError('Somebody else merged one of these contacts each time they were read.');
}

/** Of two founded at one instant, the one whose id comes first. */
const isOlder = (a: Contact, b: Contact): boolean =>
  a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt;

const countOf = ({ mergedIds = [] }: Contact): number => 1 + mergedIds.length;

/** What is left to do once somebody has been merged; done before, it changes nothing. */
export async function finishMerge(mergedId: string, ports: Pick<EnginePorts, 'contacts' | 'timeline'>): Promise<void> {
  const merged = await ports.contacts.kept(mergedId);
  if (merged?.mergedInto === undefined) return;
  await ports.timeline.write({
    contact: merged.mergedInto,
    key: keyOf('merged', mergedId),
    at: merged.mergedAt!,
    kind: 'merged',
    detail: mergedId,
  });
  await ports.contacts.takeIn(mergedId);
}
