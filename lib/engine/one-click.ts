/** Takes a contact off a topic by the link in a message: effective for the next send decision, however often it is pressed. */
import { readEffectReference } from './effect-reference.ts';
import { readUnsubscribe } from './links.ts';
import type { EnginePorts } from './ports.ts';
import { takeProviderEvent } from './provider-event.ts';

/** Whether a link is one of ours. Says nothing about whom it belongs to. */
export const isUnsubscribeLink = (token: string, ports: Pick<EnginePorts, 'signer'>): boolean =>
  readUnsubscribe(ports.signer, token) !== undefined;

/**
 * `false` for a link that is not ours. A message that is no longer kept counts as done: nothing is sent for it any more.
 * Pressed again, nothing changes, unless the contact has subscribed anew meanwhile.
 */
export async function unsubscribeByLink(token: string, ports: EnginePorts): Promise<boolean> {
  const link = readUnsubscribe(ports.signer, token);
  const reference = link && readEffectReference(link.effect);
  if (!link || !reference) return false;
  const [row, contact] = await Promise.all([
    ports.timeline.get(reference.contact, reference.key),
    ports.contacts.get(reference.contact),
  ]);
  if (!row || !contact) return true;
  const { channel, topic } = row.facts ?? {};
  const standing = contact.consent[String(topic)]?.[String(channel)];
  const first = row.claim?.answers?.unsubscribed;
  const isAnew = first !== undefined && standing?.state !== 'out' && (standing?.at ?? '') > first;
  await takeProviderEvent(
    {
      id: isAnew ? `one-click ${standing?.at}` : 'one-click',
      channel: String(channel),
      effect: link.effect,
      word: 'unsubscribed',
      // The first press is when they left: a repeat at its instant is no news to anybody.
      at: isAnew || first === undefined ? ports.clock.now() : first,
    },
    ports,
  );
  return true;
}
