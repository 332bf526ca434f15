/** Shows operators how far a crowd has come in: how many were looked at, how many entered, and why the others did not. */
import type { IntakeLine } from '../language/operator-orders.ts';
import { type Intake, intakesOf, type Lane, readIntake, readLane } from './intake.ts';
import type { EnginePorts } from './ports.ts';
import { isFrozen } from './registry-port.ts';

export async function listIntakes(
  { definition, most }: { definition?: string; most: number },
  ports: EnginePorts,
): Promise<IntakeLine[]> {
  const names = definition === undefined ? (await ports.registry.definitions()).map(({ name }) => name) : [definition];
  const lines: IntakeLine[] = [];
  for (const name of names) {
    for (const id of (await intakesOf(name, ports)).slice(0, most)) {
      const intake = await readIntake(id, ports);
      if (intake) lines.push(await lineOf(intake, ports));
    }
  }
  return lines.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, most);
}

async function lineOf(intake: Intake, ports: EnginePorts): Promise<IntakeLine> {
  const { id, definition, why, name, at, by, lanes: number } = intake;
  const lanes: Lane[] = [];
  for (let lane = 0; lane < number; lane++) {
    const kept = await readLane(id, lane, ports);
    if (kept) lanes.push(kept.lane);
  }
  const sum = (of: (lane: Lane) => number) => lanes.reduce((all, lane) => all + of(lane), 0);
  const refused: Record<string, number> = {};
  for (const lane of lanes)
    for (const [reason, count] of Object.entries(lane.refused)) refused[reason] = (refused[reason] ?? 0) + count;
  const open = lanes.filter(({ finishedAt }) => finishedAt === undefined);
  const isDone = lanes.length === number && open.length === 0;
  const goesOnAt = open.map(({ due }) => due).sort()[0];
  const stands = !isDone && isFrozen(await ports.registry.definition(definition));
  return {
    intake: id,
    definition,
    why,
    name,
    at,
    ...(by !== undefined && { by }),
    status: lanes.some(({ stopped }) => stopped) ? 'stopped' : isDone ? 'done' : stands ? 'paused' : 'under way',
    looked: sum(({ looked }) => looked),
    entered: sum(({ entered }) => entered),
    refused,
    faults: lanes.flatMap(({ faults }) => faults),
    ...(!isDone && !stands && goesOnAt !== undefined && { goesOnAt }),
  };
}
