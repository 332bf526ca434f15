/** Brings everybody inside a definition to another version, after saying how many stand where and what would become of them. */
import { TerminalError } from '../language/errors.ts';
import { stepOf } from '../language/graph.ts';
import type { Version } from '../language/version.ts';
import type { Place, StepMap } from './move-plan.ts';
import { type Move, moveRun, placeOfRun } from './move-run.ts';
import type { Pace } from './operate.ts';
import type { EnginePorts, PublishedVersion } from './ports.ts';
import type { RunRecord } from './run-record.ts';
import { stepStood } from './stands-at.ts';

export interface MoveOrder {
  definition: string;
  /** Number of the version; left out: the live one. */
  to?: number;
  map?: StepMap;
  by?: string;
}

/** Of those who stand at one step of one version. */
export interface MovePreview {
  /** Number of the version that they live through. */
  from: number;
  step: string;
  count: number;
  does: Place['does'];
  /** The step at which they go on; left out for those who leave. */
  to?: string;
}

export interface MovedAll {
  moved: number;
  /** For whom no place was left. */
  left: number;
  more?: true;
}

export async function previewMove(order: MoveOrder, ports: EnginePorts): Promise<{ to: number; steps: MovePreview[] }> {
  const { move, numbers } = await moveOf(order, ports);
  const steps = new Map<string, MovePreview>();
  for await (const record of onOtherVersions(order.definition, move.to, ports)) {
    const place = await placeOfRun(record, move, ports);
    const step = stepStood(record);
    const from = numbers.get(record.version) ?? 0;
    const to = place.does === 'leaves' ? undefined : stepOf(place.node);
    const name = `${from} ${step} ${place.does} ${to}`;
    const known = steps.get(name) ?? { from, step, count: 0, does: place.does, ...(to !== undefined && { to }) };
    steps.set(name, { ...known, count: known.count + 1 });
  }
  return { to: move.number, steps: [...steps.values()].sort((a, b) => b.count - a.count) };
}

/** Repeated, it goes on where it was left: whoever has been moved is there already. */
export async function moveRuns({ until, ...order }: MoveOrder & Pace, ports: EnginePorts): Promise<MovedAll> {
  const { move } = await moveOf(order, ports);
  const done = { moved: 0, left: 0 };
  for await (const { contact, run } of onOtherVersions(order.definition, move.to, ports)) {
    if (until !== undefined && ports.clock.now() >= until) return { ...done, more: true };
    const said = await moveRun(`${contact}.${run}`, move, ports);
    if (said === 'moved') done.moved += 1;
    if (said === 'left') done.left += 1;
  }
  return done;
}

async function moveOf({ definition, to, map, by }: MoveOrder, { registry }: EnginePorts) {
  const live = await registry.definition(definition);
  const known = live ? await registry.versions(definition) : [];
  const wanted = known.find(({ number }) => number === (to ?? live?.number));
  const version = wanted && (await registry.version(definition, wanted.hash));
  if (!version || !wanted)
    throw new TerminalError(
      to === undefined ? `There is no definition called ${definition}.` : `${definition} has no version ${to}.`,
      {
        code: 'version-unknown',
      },
    );
  await refuseWrongMap(definition, map, { version, known, registry });
  const move: Move = { to: version, number: wanted.number, map, by };
  return { move, numbers: new Map(known.map(({ hash, number }) => [hash, number])) };
}

/** A misspelt step in the map would send people elsewhere than meant. */
async function refuseWrongMap(
  definition: string,
  map: StepMap = {},
  { version, known, registry }: { version: Version; known: PublishedVersion[]; registry: EnginePorts['registry'] },
): Promise<void> {
  const strange = Object.values(map).find((step) => !version.graph.steps[step]);
  if (strange !== undefined)
    throw new TerminalError(`The new version of ${definition} has no step called ${strange}.`, {
      code: 'step-unknown',
    });
  const old = await Promise.all(known.map(({ hash }) => registry.version(definition, hash)));
  const lost = Object.keys(map).find((step) => !old.some((one) => one?.graph.steps[step]));
  if (lost !== undefined)
    throw new TerminalError(`No version of ${definition} has a step called ${lost}.`, { code: 'step-unknown' });
}

async function* onOtherVersions(definition: string, to: Version, ports: EnginePorts): AsyncIterable<RunRecord> {
  for (const status of ['created', 'running', 'parked'] as const) {
    for await (const ref of ports.runs.withStatus(status, definition)) {
      const record = await ports.runs.get(ref);
      if (record && record.status !== 'ended' && record.version !== to.hash) yield record;
    }
  }
}
