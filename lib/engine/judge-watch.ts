/** Looks at how one contact stands by what triggers keep an eye on: what has come about is told once, and the next look is set. */
import type { Contact } from '../language/contact.ts';
import type { Judged, Telling, WatchMoment } from '../language/define-trigger.ts';
import { RetryableError } from '../language/errors.ts';
import type { ContactEvent } from '../language/event.ts';
import type { Settings } from '../language/project.ts';
import { triggerKind } from '../language/registry.ts';
import { firstZone } from '../language/zones.ts';
import { findEvents } from './family.ts';
import { keyOf } from './keys.ts';
import { membershipOf } from './membership.ts';
import type { EnginePorts, Listeners, Watch, WatchedThing, WatchState } from './ports.ts';
import { startsOn } from './starts-on.ts';
import { MERGE } from './twins.ts';
import { setWatchTimer } from './watch-timer.ts';

/** Why now: something of these families happened, the timer rang, or, with neither, a definition has been launched. */
export interface WatchReason {
  families?: readonly string[];
  receivedAt?: string;
  /** The instant for which the timer was set. */
  rangAt?: string;
}

const MOST_TURNS = 20;

/**
 * What has come about is written with the new state in one write, and told after it: whoever dies in between leaves it on
 * the record, where the next look finds it. Told under ids made of the contact, the thing and what came about, it starts
 * nobody twice; and whoever loses the write looks again at what the winner wrote.
 */
export async function judgeWatch(contactId: string, ports: EnginePorts, reason: WatchReason = {}): Promise<void> {
  const listeners = await ports.registry.listeners();
  if (listeners.watches.length === 0) return;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const contact = await ports.contacts.get(contactId);
    const before = await ports.watches.get(contact?.id ?? contactId);
    const standing = before && (await tellUntold(before, ports));
    if (before && !standing) continue;
    if (contact?.status !== 'live') return;
    const after = await lookAt(contact, standing ?? nothingYet(contact.id), listeners, reason, ports);
    if (!after) return;
    if ((await ports.watches.write(after, standing?.seq ?? 0)) === 'lost') continue;
    await tellUntold(after, ports);
    return;
  }
  throw new RetryableError('Somebody else looked at this contact each time.');
}

const nothingYet = (contact: string): Watch => ({ contact, seq: 0, things: {} });

/** As it stands once all of it is told; `undefined` where somebody else has told it. */
async function tellUntold(watch: Watch, { events, watches }: EnginePorts): Promise<Watch | undefined> {
  const { untold, ...rest } = watch;
  if (!untold) return watch;
  for (const event of untold) await events.put(event);
  const told = { ...rest, seq: watch.seq + 1 };
  return (await watches.write(told, watch.seq)) === 'written' ? told : undefined;
}

/** The record to be written; `undefined` where nothing has changed. */
async function lookAt(
  contact: Contact,
  watch: Watch,
  listeners: Listeners,
  reason: WatchReason,
  ports: EnginePorts,
): Promise<Watch | undefined> {
  const now = ports.clock.now();
  const settings = await ports.registry.settings();
  const things: Watch['things'] = {};
  const untold: ContactEvent[] = [];
  let hasChanged = false;
  for (const thing of listeners.watches) {
    const key = keyOfThing(thing);
    // Asked about anew, it is judged as if for the first time.
    const known = watch.things[key]?.since === thing.since ? watch.things[key] : undefined;
    if (!concerns(thing, known, reason, now)) {
      if (known) things[key] = known;
      continue;
    }
    const looked = await judgeThing(thing, known, { contact, settings, reason, now, ports });
    const isAsBefore = known && looked.tells.length === 0 && isSame(known, looked.after);
    things[key] = isAsBefore ? keepEarlier(known, looked.after, now) : looked.after;
    hasChanged ||= things[key] !== known;
    untold.push(...looked.tells.map((told) => eventOf(told, thing, contact)).filter((one) => isHeard(one, listeners)));
  }
  const ringsAt = await arm(watch, things, reason, ports);
  if (!hasChanged && ringsAt === watch.ringsAt) return undefined;
  return {
    contact: contact.id,
    seq: watch.seq + 1,
    things,
    ...(ringsAt !== undefined && { ringsAt }),
    ...(untold.length > 0 && { untold }),
  };
}

export const keyOfThing = ({ family, name }: Pick<WatchedThing, 'family' | 'name'>): string => `${family}:${name}`;

function concerns(
  { families }: WatchedThing,
  known: WatchState | undefined,
  { families: happened, rangAt }: WatchReason,
  now: string,
): boolean {
  if (happened?.some((family) => family === MERGE || families.includes(family))) return true;
  if (known?.dueAt !== undefined && known.dueAt <= now) return true;
  return happened === undefined && rangAt === undefined;
}

const isSame = (known: WatchState, after: WatchState): boolean =>
  JSON.stringify(known.state) === JSON.stringify(after.state);

/** A look that comes too early does no harm: whoever is active all the time costs no write each time. */
function keepEarlier(known: WatchState, after: WatchState, now: string): WatchState {
  if (known.dueAt === after.dueAt) return known;
  const isStillAhead = known.dueAt !== undefined && known.dueAt > now;
  return isStillAhead && (after.dueAt === undefined || after.dueAt > known.dueAt!) ? known : after;
}

interface Look {
  contact: Contact;
  settings: Settings;
  reason: WatchReason;
  now: string;
  ports: EnginePorts;
}

/** At each instant that was due, in their order, and then as it stands now. */
async function judgeThing(
  thing: WatchedThing,
  known: WatchState | undefined,
  look: Look,
): Promise<{ after: WatchState; tells: Telling[] }> {
  const tells: Telling[] = [];
  let standing = known;
  for (let turn = 1; ; turn++) {
    const { dueAt } = standing ?? {};
    const isCatchingUp = dueAt !== undefined && dueAt < look.now && turn < MOST_TURNS;
    const judged = await judgeAt(isCatchingUp ? dueAt : look.now, thing, standing, look);
    tells.push(...judged.tells);
    standing = { since: thing.since, state: judged.state, ...(judged.dueAt !== undefined && { dueAt: judged.dueAt }) };
    if (!isCatchingUp) return { after: standing, tells };
  }
}

async function judgeAt(
  now: string,
  thing: WatchedThing,
  known: WatchState | undefined,
  { contact, settings, reason, ports, now: present }: Look,
): Promise<Judged> {
  const { trigger, since, per, subject, timeZone } = thing;
  const watch = triggerKind(trigger.kind).watch!;
  const zone = firstZone(contact.fields.timeZone, timeZone, settings.timeZone);
  const office = settings.officeHours;
  const moment: WatchMoment = {
    now,
    zone,
    office,
    contact,
    since,
    per,
    subject,
    ...(known && { state: known.state, dueAt: known.dueAt }),
  };
  const lookups = watch.lookUp?.(trigger, moment) ?? [];
  const events = (await Promise.all(lookups.map((one) => findEvents(contact, one, ports)))).flat();
  const segment = watch.segment?.(trigger);
  if (segment === undefined) return watch.judge(trigger, { events }, moment);
  const isFirst = known === undefined;
  const membership = await membershipOf(segment, { contact, zone, now, ports }, { thing, isFirst, reason });
  const judged = watch.judge(trigger, { events, membership }, moment);
  const { receivedAt } = reason;
  if (receivedAt === undefined || now !== present) return judged;
  // It came about with what happened, not with the look at it.
  return { ...judged, tells: judged.tells.map((told) => ({ ...told, at: receivedAt < now ? receivedAt : now })) };
}

function eventOf({ id, at, data }: Telling, thing: WatchedThing, { id: contact }: Contact): ContactEvent {
  const { family, name, since } = thing;
  return { id: keyOf('watch', contact, keyOfThing(thing), since, id), family, name, contact, at, receivedAt: at, data };
}

const isHeard = (event: ContactEvent, { routes }: Listeners): boolean =>
  (routes[`${event.family}:${event.name}`] ?? []).some((entry) => startsOn(entry, event));

/**
 * Set before the record says so: a timer too many rings for nothing, one too few would lose somebody. Each instant has a
 * timer of its own, so that nobody who comes late can put it off; one that was set for earlier stays, and is set on as it rings.
 */
async function arm(
  { contact, ringsAt }: Watch,
  things: Watch['things'],
  { rangAt }: WatchReason,
  ports: EnginePorts,
): Promise<string | undefined> {
  const now = ports.clock.now();
  const dues = Object.values(things).flatMap(({ dueAt }) => dueAt ?? []);
  const next = dues.length > 0 ? dues.reduce((first, one) => (one < first ? one : first)) : undefined;
  const hasRung = ringsAt === undefined || ringsAt <= now || ringsAt === rangAt;
  if (next === undefined || (!hasRung && ringsAt <= next)) return ringsAt;
  await setWatchTimer(contact, next, ports);
  return next;
}
