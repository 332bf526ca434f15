/** Whom no marketing reaches for now: a complaint, an open ticket, a list of competitors; and whoever wants another channel. */
import { hasAgreed } from '../language/agreed.ts';
import { type ChannelName, channelKinds } from '../language/channels/index.ts';
import type { Contact } from '../language/contact.ts';
import type { MessageOrder } from '../language/ports.ts';
import type { Settings } from '../language/project.ts';
import { stepKind } from '../language/registry.ts';
import { ask } from './ask.ts';
import { type Passage, zoneOf } from './passage.ts';
import type { Suppression } from './ports.ts';

/** Under which name the project says why nobody sells to them now; the first one that holds. */
export async function reasonAgainst(passage: Passage, contact: Contact, now: string): Promise<string | undefined> {
  const { settings, version, ports } = passage;
  const moment = { now, zone: zoneOf(contact, version, settings), contact };
  const values = { contact: { ...contact.fields, id: contact.id } };
  for (const [reason, conditions] of Object.entries(settings.noMarketing ?? {})) {
    if ((await ask(conditions, { moment, values, ports })).holds) return reason;
  }
  return undefined;
}

/** A channel that the contact would rather be written to on, where this definition does so and they can be reached there. */
export async function betterChannel(
  { settings, version, ports }: Passage,
  order: MessageOrder,
  contact: Contact,
  now: string,
): Promise<string | undefined> {
  const wanted = settings.preferredChannel && contact.fields[settings.preferredChannel];
  if (typeof wanted !== 'string' || wanted === order.channel || !Object.hasOwn(channelKinds, wanted)) return undefined;
  const isUsedHere = Object.values(version.graph.steps).some(({ kind }) => stepKind(kind).channel === wanted);
  if (!isUsedHere || !isAgreed(contact, { ...order, channel: wanted }, settings)) return undefined;
  const found = channelKinds[wanted as ChannelName].address(contact);
  if ('missing' in found) return undefined;
  return stops(await ports.suppressions.find(wanted, found.address), order.class, now) ? undefined : wanted;
}

export const isAgreed = (
  contact: Contact,
  { topic, channel }: Pick<MessageOrder, 'topic' | 'channel'>,
  settings: Settings,
): boolean => topic !== undefined && hasAgreed(contact, { topic, channel }, settings);

/** Whether it stands, and concerns messages of this class. */
export const stops = (suppression: Suppression | undefined, messages: MessageOrder['class'], now: string): boolean =>
  suppression !== undefined &&
  (suppression.until === undefined || suppression.until > now) &&
  (suppression.only === undefined || suppression.only === messages);
