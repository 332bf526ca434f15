/** May this message go now? Asked after the claim and right before the call, of what is stored at that moment. */
import { hasAgreed } from '../language/agreed.ts';
import { type ChannelName, channelKinds } from '../language/channels/index.ts';
import type { Contact } from '../language/contact.ts';
import type { MessageOrder } from '../language/ports.ts';
import type { Settings } from '../language/project.ts';
import { insideHours, nextTimeOfDay } from '../language/wall-time.ts';
import { readZone } from '../language/zones.ts';
import { standing } from './park-run.ts';
import { type Passage, zoneOf } from './passage.ts';
import { refOf } from './run-record.ts';

export type Eligibility =
  | { verdict: 'go'; address: string }
  | { verdict: 'refuse'; reason: string }
  | { verdict: 'hold'; reason: string; until: string }
  | { verdict: 'stale' };

export async function checkEligibility(passage: Passage, order: MessageOrder): Promise<Eligibility> {
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
  const suppressed = await ports.suppressions.find(order.channel, found.address);
  if (suppressed) return { verdict: 'refuse', reason: `suppressed:${suppressed.reason}` };
  if (order.class === 'transactional') return { verdict: 'go', address: found.address };

  if (!hasConsent(contact, order, passage.settings)) return { verdict: 'refuse', reason: 'no-consent' };
  const hours = openHours(passage, order, contact, now);
  if (!hours) return { verdict: 'go', address: found.address };
  return order.inQuietHours === 'drop' && hours.reason === 'quiet-hours'
    ? { verdict: 'refuse', reason: hours.reason }
    : { verdict: 'hold', ...hours };
}

function hasConsent(contact: Contact, { topic, channel }: MessageOrder, settings: Settings): boolean {
  return topic !== undefined && hasAgreed(contact, { topic, channel }, settings);
}

const ONE_DAY_MS = 86_400_000;

/** Until when the hour forbids it; undefined where it does not. The stricter of quiet hours and the channel's lawful ones. */
function openHours({ version, settings }: Passage, order: MessageOrder, contact: Contact, now: string) {
  const kind = channelKinds[order.channel as ChannelName];
  if (kind.holdsUnknownZone && !readZone(contact.fields.timeZone)) {
    return { reason: 'zone_unknown', until: new Date(Date.parse(now) + ONE_DAY_MS).toISOString() };
  }
  const zone = zoneOf(contact, version, settings);
  const { lawfulHours } = kind;
  const { quietHours } = settings;
  let until = now;
  // Leaving one window's night may lead into the other's: a few turns find an hour that both allow.
  for (let turn = 0, before = ''; turn < 4 && until !== before; turn++) {
    before = until;
    if (lawfulHours && !insideHours(until, lawfulHours.from, lawfulHours.to, zone))
      until = nextTimeOfDay(until, lawfulHours.from, zone);
    if (quietHours && insideHours(until, quietHours.from, quietHours.to, zone))
      until = nextTimeOfDay(until, quietHours.to, zone);
  }
  return until > now ? { reason: 'quiet-hours', until } : undefined;
}
