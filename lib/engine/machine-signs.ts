/** Tells a scanner's click from a contact's: one sign proves nothing, two do, and a doubt waits for what comes next. */
import { Later } from './flow-signals.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import type { ProviderEvent } from './provider-event.ts';

export type Sign = 'scanner' | 'too-soon' | 'burst';

/** Nobody has read a message, and chosen in it, so soon after it came. */
const TOO_SOON_MS = 5_000;
/** Between two links of one message, for somebody with one finger. */
const BURST_MS = 1_500;
const ENOUGH = 2;
/** A click in doubt, kept so that its neighbours can be told by it; no journey listens for it. */
const TOUCHED = 'touched';

/** Throws Later where one sign is seen for the first time: the other links of a burst are yet to come. */
export async function signsOf(event: ProviderEvent, row: TimelineRow, ports: EnginePorts): Promise<Sign[]> {
  if (event.isMachine || event.isScanner === undefined) return [];
  const signs: Sign[] = [
    ...(event.isScanner ? ['scanner' as const] : []),
    ...(isTooSoon(event, row) ? ['too-soon' as const] : []),
  ];
  if (event.word !== 'clicked' || signs.length !== ENOUGH - 1) return signs;
  if (await isFirstDoubt(event, row, ports)) throw new Later();
  return (await isBurst(event, row, ports)) ? [...signs, 'burst'] : signs;
}

export const isMachine = (event: ProviderEvent, signs: readonly Sign[]): boolean =>
  event.isMachine === true || signs.length >= ENOUGH;

function isTooSoon({ at }: ProviderEvent, { at: claimedAt, claim }: TimelineRow): boolean {
  const came = claim?.answers?.['delivered'] ?? claimedAt;
  return Date.parse(at) - Date.parse(came) < TOO_SOON_MS;
}

async function isFirstDoubt(event: ProviderEvent, row: TimelineRow, { events, clock }: EnginePorts): Promise<boolean> {
  const { isNew } = await events.put({
    id: keyOf('touched', event.effect, event.id),
    family: 'message',
    name: TOUCHED,
    contact: row.contact,
    at: event.at,
    receivedAt: clock.now(),
    data: { run: row.run, step: row.step, link: event.link },
  });
  return isNew;
}

/** Another link of the same message, at about the same instant by the provider's clock. */
async function isBurst({ at, link }: ProviderEvent, row: TimelineRow, { events }: EnginePorts): Promise<boolean> {
  const isNeighbour = (other: { at: string; data: { run?: unknown; step?: unknown; link?: unknown } }) =>
    Math.abs(Date.parse(other.at) - Date.parse(at)) <= BURST_MS &&
    other.data.run === row.run &&
    other.data.step === row.step &&
    other.data.link !== link;
  for (const name of [TOUCHED, 'clicked']) {
    const asked = { family: 'message', name, since: row.at, atMost: 1, keeps: isNeighbour };
    if ((await events.find(row.contact, asked)).length > 0) return true;
  }
  return false;
}
