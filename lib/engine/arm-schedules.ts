/** Winds the clock of every schedule up: at a deploy, after a rollback, each time that one has come, and once a day. */
import { nextOf } from '../language/schedule-times.ts';
import { INTAKE_TIMERS } from './intake.ts';
import type { EnginePorts, PlannedIntake } from './ports.ts';

type Ports = Pick<EnginePorts, 'registry' | 'schedules' | 'clock'>;

/** Each instant has a timer of its own, so that no deploy puts one off that is about to ring. */
export async function armSchedules(ports: Ports): Promise<void> {
  const { schedules } = await ports.registry.listeners('strong');
  for (const planned of schedules) await armNext(planned, ports.clock.now(), ports);
}

export async function armNext(planned: PlannedIntake, after: string, { schedules }: Ports): Promise<void> {
  const at = nextOf(planned.times, after, planned.zone);
  if (at !== undefined) await schedules.set(scheduleTimer(planned.name, at), at, { schedule: planned.name, at });
}

export const scheduleTimer = (schedule: string, at: string): string => `${INTAKE_TIMERS}${schedule}.${Date.parse(at)}`;
