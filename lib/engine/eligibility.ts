/** May this message go now? Asked after the claim and right before the call, of what is stored at that moment. */
import { type ChannelName, channelKinds } from '../language/channels/index.ts';
import type { Contact } from '../language/contact.ts';
import { after } from '../language/durations.ts';
import type { MessageOrder } from '../language/ports.ts';
import { capsOn, farthestBack, limitOf, takesPlace } from './caps.ts';
import { closedUntil } from './open-hours.ts';
import { standing } from './park-run.ts';
import { type Passage, zoneOf } from './passage.ts';
import { refOf } from './run-record.ts';
import { betterChannel, isAgreed, reasonAgainst, stops } from './write-to-whom.ts';

export type Eligibility =
  | { verdict: 'go'; address: string }
  | { verdict: 'refuse'; reason: string }
  | { verdict: 'hold'; reason: string; until: string }
  | { verdict: 'stale' };

/** The message as it is tried this time. */
export interface Attempt {
  effect: string;
  attempt: string;
}

export async function checkEligibility(passage: Passage, order: MessageOrder, tried: Attempt): Promise<Eligibility> {
  const { ports, record } = passage;
  const kind = channelKinds[order.channel as ChannelName];
  const now = ports.clock.now();
  const [run, live, contact] = await Promise.all([
    ports.runs.get(refOf(record)),
    ports.registry.definition(record.definition),
    ports.contacts.get(record.contact),
  ]);
  if (!run || run.status === 'ended' || run.owner !== record.owner) return { verdict: 'stale' };
  // One that is stopped meanwhile ends where its step is opened again.
  if (standing(run, live) !== 'goes-on') return { verdict: 'hold', reason: 'paused', until: now };
  if (contact?.status !== 'live') return { verdict: 'refuse', reason: 'erased' };

  const found = kind.address(contact);
  if ('missing' in found) return { verdict: 'refuse', reason: found.missing };
  const { address } = found;
  const suppressed = await ports.suppressions.find(order.channel, address);
  if (suppressed && stops(suppressed, order.class, now)) {
    // Nobody knows yet what they meant: it waits until somebody has looked.
    if (suppressed.only)
      return { verdict: 'hold', reason: suppressed.reason, until: after(now, { text: '1 day', days: 1 }, 'UTC') };
    return { verdict: 'refuse', reason: `suppressed:${suppressed.reason}` };
  }
  const against =
    order.class === 'transactional' ? undefined : await marketingForbids(passage, order, contact, { address, now });
  if (against) return against;
  const full = await capForbids(passage, order, contact, { ...tried, now });
  return full ?? { verdict: 'go', address };
}

/** Consent, the project's own reasons, the channel that they want, and the hour. */
async function marketingForbids(
  passage: Passage,
  order: MessageOrder,
  contact: Contact,
  { address, now }: { address: string; now: string },
): Promise<Eligibility | undefined> {
  const { settings, version } = passage;
  if (!isAgreed(contact, order, settings)) return { verdict: 'refuse', reason: 'no-consent' };
  const reason = await reasonAgainst(passage, contact, now);
  if (reason !== undefined) return { verdict: 'refuse', reason: `suppressed:${reason}` };
  if (await betterChannel(passage, order, contact, now))
    return { verdict: 'refuse', reason: 'other-channel-preferred' };

  const kind = channelKinds[order.channel as ChannelName];
  const { timeZone } = contact.fields;
  const fallbackZone = zoneOf(contact, version, settings);
  const zonesOfAddress = passage.ports.senders.sms.zonesOf;
  const closed = closedUntil({ kind, settings, timeZone, fallbackZone, address, zonesOfAddress, now });
  if (!closed) return undefined;
  return order.inQuietHours === 'drop' && closed.reason === 'quiet-hours'
    ? { verdict: 'refuse', reason: closed.reason }
    : { verdict: 'hold', ...closed };
}

const CAPPED = 'capped';

/** Last of all, since it takes a place: what is refused or held for another reason takes none. */
async function capForbids(
  { settings, version, record, ports }: Passage,
  { channel, class: messageClass, tone }: MessageOrder,
  contact: Contact,
  { now, ...tried }: Attempt & { now: string },
): Promise<Eligibility | undefined> {
  const message = { channel, class: messageClass, tone, definition: record.definition };
  if (!takesPlace(message, settings)) return undefined;
  const caps = capsOn(message, settings);
  const where = { now, zone: zoneOf(contact, version, settings), officeHours: settings.officeHours };
  const asked = {
    limits: caps.map((cap) => limitOf(cap, message, where)),
    keepSince: farthestBack(settings, where),
    also: contact.mergedIds,
  };
  const taken = await ports.caps.take(contact.id, { ...message, ...tried, at: now }, asked);
  if (taken === 'taken') return undefined;
  const full = taken.full.map(({ limit, next }) => ({ cap: caps[limit]!, next }));
  if (full.some(({ cap }) => cap.whenFull === 'drop')) return { verdict: 'refuse', reason: CAPPED };
  const until = full
    .map(({ cap, next }) => after(next?.at ?? now, cap.per, where.zone, where.officeHours))
    .sort()
    .at(-1)!;
  return { verdict: 'hold', reason: CAPPED, until };
}
