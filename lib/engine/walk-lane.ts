/** Lets the contacts of one lane in, page by page: whoever dies on the way begins again where it was saved, and nobody enters twice. */
import type { ContactEvent } from '../language/event.ts';
import type { Version } from '../language/version.ts';
import { type Entering, isMeant, letIn, tellRefusal } from './enroll.ts';
import { CONTACT_PARTS, type Intake, keepLane, type Lane, readLane } from './intake.ts';
import { allowedNow, nextMinute, type Pace, paceOf } from './intake-pace.ts';
import { wasInside } from './membership.ts';
import { zoneOf } from './passage.ts';
import type { EnginePorts, LiveDefinition } from './ports.ts';
import { isFrozen, takesEntries } from './registry-port.ts';

export interface Until {
  /** Nobody more is looked at then. */
  until: string;
}

/** `later`: it goes on at that instant; `waits`: until somebody resumes; `left`: somebody else is at it. */
export type Walked = { walked: 'through' | 'waits' | 'left' } | { walked: 'later'; at: string };

const PAGE = 50;
const MOST_TRIES = 5;
const MOST_FAULTS = 20;

export async function walkLane(intake: Intake, number: number, { until }: Until, ports: EnginePorts): Promise<Walked> {
  const kept = await readLane(intake.id, number, ports);
  let lane = kept?.lane ?? firstLane(intake, number);
  let rev = kept?.rev ?? 0;
  const save = async (changed: Lane): Promise<boolean> => {
    if ((await keepLane(intake, number, changed, rev, ports)) === 'lost') return false;
    lane = changed;
    rev += 1;
    return true;
  };
  for (;;) {
    if (lane.finishedAt) return { walked: 'through' };
    const now = ports.clock.now();
    if (lane.due > now) return { walked: 'later', at: lane.due };
    if (now >= until) return { walked: 'later', at: now };
    const turn = await walkPage(intake, lane, { until }, ports);
    if (turn.walked === 'waits') return { walked: 'waits' };
    const next = stepOn(turn, intake, ports.clock.now());
    // Of parts in which nobody is listed nothing need be kept.
    if (turn.walked === 'end' && turn.lane.place === undefined && !next.finishedAt) lane = next;
    else if (!(await save(next))) return { walked: 'left' };
  }
}

function firstLane({ at }: Intake, number: number): Lane {
  return { part: number, due: at, looked: 0, entered: 0, refused: {}, tries: 0, faults: [] };
}

interface Turn {
  walked: 'page' | 'end' | 'slow' | 'failed' | 'stopped' | 'waits';
  lane: Lane;
  pace?: Pace;
}

/** What is kept of a turn. */
function stepOn({ walked, lane, pace }: Turn, { lanes }: Intake, now: string): Lane {
  switch (walked) {
    case 'slow':
      return { ...lane, ...nextMinute(lane, pace!, now) };
    case 'failed':
      return { ...lane, due: new Date(Date.parse(now) + RETRY_MS * lane.tries).toISOString() };
    case 'stopped':
      return { ...lane, finishedAt: now, stopped: 'disabled' };
    case 'end': {
      const part = lane.part + lanes;
      if (part >= CONTACT_PARTS) return { ...lane, finishedAt: now };
      return { ...lane, part, place: undefined };
    }
    default:
      return lane;
  }
}

const RETRY_MS = 30_000;

async function walkPage(intake: Intake, before: Lane, { until }: Until, ports: EnginePorts): Promise<Turn> {
  const lane = { ...before, refused: { ...before.refused }, faults: [...before.faults] };
  const now = ports.clock.now();
  const page = await ports.contacts.inPart(before.part, { after: before.place, atMost: PAGE });
  for (const { id, place } of page) {
    if (place > `${intake.at}~`) return { walked: 'end', lane };
    if (ports.clock.now() >= until) return { walked: 'page', lane };
    const live = await ports.registry.definition(intake.definition);
    if (!live || !takesEntries(live)) return { walked: 'stopped', lane };
    if (isFrozen(live)) return before.place === lane.place ? { walked: 'waits', lane } : { walked: 'page', lane };
    const version = await ports.registry.version(live.name, live.version);
    if (!version) return { walked: 'stopped', lane };
    const pace = paceOf(version.definition.entryRate, intake);
    if (allowedNow(lane, pace) <= 0) return { walked: 'slow', lane, pace };
    try {
      const receivedAt = pace ? minuteOf(lane, now) : intake.at;
      await letOneIn(id, { intake, live, version, lane, receivedAt }, ports);
    } catch {
      lane.tries += 1;
      if (lane.tries < MOST_TRIES) return { walked: 'failed', lane };
      // What ails one contact keeps nobody else out.
      if (lane.faults.length < MOST_FAULTS) lane.faults.push(id);
    }
    lane.tries = 0;
    lane.looked += 1;
    lane.place = place;
  }
  return { walked: page.length < PAGE ? 'end' : 'page', lane };
}

interface Looking {
  intake: Intake;
  live: LiveDefinition;
  version: Version;
  lane: Lane;
  receivedAt: string;
}

/** Without a pace, all enter as of one instant, however long that takes; with one, each minute is an instant. */
const minuteOf = ({ due }: Lane, now: string): string => (Date.parse(now) - Date.parse(due) > LATE_MS ? now : due);

/** In a pause, or an outage, a minute has passed without anybody. */
const LATE_MS = 5 * 60_000;

async function letOneIn(
  id: string,
  { intake, live, version, lane, receivedAt }: Looking,
  ports: EnginePorts,
): Promise<void> {
  const contact = await ports.contacts.get(id);
  // Who has been merged is looked at as the survivor.
  if (contact?.status !== 'live' || contact.id !== id) return;
  const { trigger, at } = intake;
  const zone = zoneOf(contact, version, await ports.registry.settings());
  const event: ContactEvent = { ...trigger, contact: id, at, receivedAt };
  const entering: Entering = { event, live, version, contact };
  if (!(await isMeant(intake.for, entering, ports))) return;
  if (intake.inside && !(await wasInside(intake.inside, at, { contact, zone, now: at, ports }))) return;
  const { if: audience } = version.definition;
  const refuses = async () => ((await isMeant(audience, entering, ports)) ? undefined : 'not-in-audience');
  const verdict = await letIn(entering, refuses, ports);
  if (verdict.outcome === 'started') {
    lane.entered += 1;
    lane.used = (lane.used ?? 0) + 1;
    return;
  }
  const { reason } = verdict;
  // For whom it never was: a line for each of them, each week, would tell nobody anything.
  if (reason !== 'not-in-audience' && verdict.run === undefined)
    await tellRefusal({ definition: live.name, version: version.hash }, event, reason, ports);
  lane.refused[reason] = (lane.refused[reason] ?? 0) + 1;
}
