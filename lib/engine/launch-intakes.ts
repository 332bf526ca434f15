/** What a deploy sets in motion: the clock of every schedule, and whoever is let in because a definition goes live. */
import { MEMBERSHIP } from '../language/triggers/segment.ts';
import { armSchedules } from './arm-schedules.ts';
import { type Intake, inside, keepIntake, lanesFor, readIntake } from './intake.ts';
import { keyOf } from './keys.ts';
import type { BackFill, EnginePorts } from './ports.ts';
import { ringIntake } from './ring-intakes.ts';

/** Again, it changes nothing: what was begun goes on, what is done is done. */
export async function launchIntakes(ports: EnginePorts): Promise<void> {
  await armSchedules(ports);
  const { backfills } = await ports.registry.listeners('strong');
  for (const backfill of backfills) await beginBackFill(backfill, ports);
}

async function beginBackFill({ definition, segment, since, families }: BackFill, ports: EnginePorts): Promise<void> {
  const id = keyOf('intake', 'back-fill', definition, segment, since);
  const standing = await readIntake(id, ports);
  if (standing) return ringIntake(standing, ports);
  const live = await ports.registry.definition(definition);
  const version = live && (await ports.registry.version(live.name, live.version));
  const intake: Intake = {
    id,
    definition,
    why: 'back-fill',
    name: segment,
    at: since,
    // As if they had come just now.
    trigger: {
      id: keyOf('back-fill', definition, segment, since),
      family: MEMBERSHIP,
      name: segment,
      data: { member: true },
    },
    for: inside(segment),
    inside: { segment, families },
    lanes: lanesFor(version?.definition.entryRate !== undefined),
  };
  await keepIntake(intake, ports);
  await ringIntake(intake, ports);
}
