/** Whether a contact agreed to a topic: the one reading of their choices, for sends and for conditions. */
import type { Contact } from './contact.ts';
import type { Settings } from './project.ts';

/**
 * The contact's own choice for topic and channel; without one, what the topic says of those who did nothing.
 * Without a channel: an agreement on any of them; who has chosen nothing at all counts as the topic says.
 */
export function hasAgreed(
  { consent }: Contact,
  { topic, channel }: { topic: string; channel?: string },
  { topics }: Pick<Settings, 'topics'>,
): boolean {
  const choices = Object.hasOwn(consent, topic) ? consent[topic]! : {};
  const made =
    channel === undefined ? Object.values(choices) : Object.hasOwn(choices, channel) ? [choices[channel]!] : [];
  if (made.length > 0) return made.some(({ state }) => state === 'in');
  return topics !== undefined && Object.hasOwn(topics, topic) && topics[topic]!.consent === 'opt-out';
}
