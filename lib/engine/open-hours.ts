/** Until when the hour forbids a message: quiet hours, the hours in which the law allows texts, and nobody's zone guessed. */
import type { ChannelKind } from '../language/define-channel.ts';
import type { Settings } from '../language/project.ts';
import { insideHours, nextTimeOfDay } from '../language/wall-time.ts';
import { readZone } from '../language/zones.ts';

/** `allowed`: hours in which it may go out; else those in which it may not. */
interface Window {
  from: string;
  to: string;
  zone: string;
  allowed: boolean;
}

export interface Asked {
  kind: ChannelKind;
  settings: Pick<Settings, 'quietHours'>;
  /** As the contact's record says, readable or not. */
  timeZone: unknown;
  /** What goes for them where the record says nothing, on channels that may guess. */
  fallbackZone: string;
  address: string;
  /** The zones that an address alone tells of. */
  zonesOfAddress(address: string): string[];
  now: string;
}

const ONE_DAY_MS = 86_400_000;
/** Where all zones of a large country must agree, it may take a few turns; after this many there is no such hour. */
const MOST_TURNS = 12;

/** The stricter of quiet hours and the channel's lawful ones, in every zone in which the contact may be. */
export function closedUntil(asked: Asked): { reason: string; until: string } | undefined {
  const { now } = asked;
  const zones = zonesOf(asked);
  const until = zones.length > 0 ? nextOpening(now, windowsOf(asked, zones)) : undefined;
  if (until === undefined)
    return { reason: 'zone_unknown', until: new Date(Date.parse(now) + ONE_DAY_MS).toISOString() };
  return until > now ? { reason: 'quiet-hours', until } : undefined;
}

function zonesOf({ kind, timeZone, fallbackZone, address, zonesOfAddress }: Asked): string[] {
  const own = readZone(timeZone);
  if (own !== undefined) return [own];
  return kind.holdsUnknownZone ? zonesOfAddress(address) : [fallbackZone];
}

const windowsOf = ({ kind: { lawfulHours }, settings: { quietHours } }: Asked, zones: string[]): Window[] =>
  zones.flatMap((zone) => [
    ...(lawfulHours ? [{ ...lawfulHours, zone, allowed: true }] : []),
    ...(quietHours ? [{ ...quietHours, zone, allowed: false }] : []),
  ]);

/** Leaving one window's night may lead into another's: some turns find an hour that all allow, or there is none. */
function nextOpening(now: string, windows: readonly Window[]): string | undefined {
  let until = now;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const before = until;
    for (const { from, to, zone, allowed } of windows) {
      if (insideHours(until, from, to, zone) === allowed) continue;
      until = nextTimeOfDay(until, allowed ? from : to, zone);
    }
    if (until === before) return until;
  }
  return undefined;
}
