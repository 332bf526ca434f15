/** Sets an intake going again: at its own time, after a pause, and once a day wherever one stands. */
import { type Intake, intakesOf, laneName, readIntake, readLane } from './intake.ts';
import type { EnginePorts } from './ports.ts';
import { ahead } from './watch-timer.ts';

type Ports = Pick<EnginePorts, 'notes' | 'schedules' | 'clock'>;

export const setLaneTimer = (intake: string, lane: number, at: string, { schedules, clock }: Ports): Promise<void> =>
  schedules.set(laneName(intake, lane), ahead(at, clock.now()), { intake, lane });

export async function ringIntakes(definition: string, ports: Ports): Promise<void> {
  for (const id of await intakesOf(definition, ports)) {
    const intake = await readIntake(id, ports);
    if (intake) await ringIntake(intake, ports);
  }
}

/** Each of its lanes that is not through. */
export async function ringIntake({ id, at, lanes }: Intake, ports: Ports): Promise<void> {
  for (let lane = 0; lane < lanes; lane++) {
    const kept = await readLane(id, lane, ports);
    if (kept?.lane.finishedAt === undefined) await setLaneTimer(id, lane, kept?.lane.due ?? at, ports);
  }
}
