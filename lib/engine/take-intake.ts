/** Lets many in at once: begins an intake, goes on with it, and answers the clock of those that come by a schedule. */
import { armNext, scheduleTimer } from './arm-schedules.ts';
import { type Intake, keepIntake, laneName, lanesFor, readIntake } from './intake.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts, PlannedIntake } from './ports.ts';
import { takesEntries } from './registry-port.ts';
import { setLaneTimer } from './ring-intakes.ts';
import { type Until, walkLane } from './walk-lane.ts';

/** What a timer carries: a schedule whose time has come, or a lane that goes on; only what is kept says what is due. */
export type IntakeRing = { schedule: string; at: string } | { intake: string; lane: number };

export async function takeIntakeRing(ring: IntakeRing, until: Until, ports: EnginePorts): Promise<void> {
  if ('schedule' in ring) return takeSchedule(ring, until, ports);
  const intake = await readIntake(ring.intake, ports);
  if (intake) await walkOn(intake, ring.lane, until, ports);
}

async function walkOn(intake: Intake, lane: number, until: Until, ports: EnginePorts): Promise<void> {
  const walked = await walkLane(intake, lane, until, ports);
  if (walked.walked === 'later') await setLaneTimer(intake.id, lane, walked.at, ports);
  if (walked.walked === 'through') await ports.schedules.clear(laneName(intake.id, lane));
}

/** The same intake again goes on with what is left of it. */
export async function beginIntake(intake: Intake, { until }: Until, ports: EnginePorts): Promise<void> {
  await keepIntake(intake, ports);
  // A few are let in at once; a crowd goes on in all lanes side by side.
  const soon = new Date(Date.parse(ports.clock.now()) + ALONE_MS).toISOString();
  for (let lane = 0; lane < intake.lanes; lane++)
    await walkOn(intake, lane, { until: until < soon ? until : soon }, ports);
}

const ALONE_MS = 10_000;

/** First the next one: whatever becomes of this one, the clock goes on. */
async function takeSchedule(
  { schedule, at }: Extract<IntakeRing, { schedule: string }>,
  until: Until,
  ports: EnginePorts,
): Promise<void> {
  const now = ports.clock.now();
  const { schedules } = await ports.registry.listeners();
  const planned = schedules.find(({ name }) => name === schedule);
  if (planned) {
    // What was slept through comes once.
    await armNext(planned, at > now ? at : now, ports);
    if (at > now) return ports.schedules.set(scheduleTimer(schedule, at), at, { schedule, at });
    await letScheduledIn(planned, at, until, ports);
  }
  await ports.schedules.clear(scheduleTimer(schedule, at));
}

async function letScheduledIn(planned: PlannedIntake, at: string, until: Until, ports: EnginePorts): Promise<void> {
  const { definition, times } = planned;
  const live = await ports.registry.definition(definition);
  if (!live || !takesEntries(live)) return;
  const version = await ports.registry.version(live.name, live.version);
  // Two schedules of one definition that come at one instant are one reason to enter.
  const trigger = {
    id: keyOf('schedule', definition, at),
    family: 'schedule',
    name: times.text,
    data: { at },
  };
  const intake: Intake = {
    id: keyOf('intake', planned.name, at),
    definition,
    why: 'schedule',
    name: times.text,
    at,
    trigger,
    for: planned.for,
    lanes: lanesFor(version?.definition.entryRate !== undefined),
  };
  await beginIntake(intake, until, ports);
}
