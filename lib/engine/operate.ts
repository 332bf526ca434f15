/** What an operator does to a definition, to everybody's runs or to one contact's, and what then happens to the people inside. */
import { allIdsOf, runsOf } from './family.ts';
import { pauseRun, resumeRun } from './pause-run.ts';
import type { EnginePorts, OperatorState, Said } from './ports.ts';
import { isFrozen } from './registry-port.ts';
import { restartAll } from './restart-run.ts';
import { ringIntakes } from './ring-intakes.ts';
import { type RunRecord, type RunRef, refOf } from './run-record.ts';
import { shiftWaits } from './shift-waits.ts';
import { stopRun } from './stop-run.ts';
import { countAnew } from './trouble-note.ts';

/** How many runs were touched; `more`: time was short, and the same order again goes on. */
export interface Operated {
  restarted: number;
  stopped: number;
  more?: true;
}

export interface Pace {
  /** Nothing more is begun then. */
  until?: string;
}

/** One write stops the world; going live again restarts what was parked meanwhile, a stop ends everybody inside. */
export async function setDefinitionState(
  name: string,
  state: OperatorState,
  ports: EnginePorts,
  said: Said & Pace = {},
): Promise<Operated> {
  const before = await ports.registry.definition(name);
  if (state !== 'paused' && state !== 'stopped' && before?.state === 'paused' && before.since)
    await shiftWaits(name, before.since, ports);
  // What failed before it was brought back is no reason to stop it again.
  if (state === 'live' && before?.state !== 'live') await countAnew(name, ports);
  await ports.registry.setState(name, state, ports.clock.now(), said);
  if (state === 'stopped') return stopAll(name, said, ports);
  return { restarted: await letGoOn(name, ports), stopped: 0 };
}

/** Freezes everybody in everything with one write a definition, or lets them go on. */
export async function setEverything(state: 'live' | 'paused', ports: EnginePorts): Promise<Operated> {
  const before = await ports.registry.definitions();
  if (state === 'live') {
    for (const { name, frozenSince } of before) if (frozenSince) await shiftWaits(name, frozenSince, ports);
  }
  await ports.registry.setEverything(state, ports.clock.now());
  let restarted = 0;
  if (state === 'live') for (const { name } of before) restarted += await letGoOn(name, ports);
  return { restarted, stopped: 0 };
}

async function letGoOn(name: string, ports: EnginePorts): Promise<number> {
  if (isFrozen(await ports.registry.definition(name))) return 0;
  await ringIntakes(name, ports);
  return restartAll('parked', ports, name);
}

/** Whoever is missed here ends where they are met next: the state says so. */
async function stopAll(name: string, said: Said & Pace, ports: EnginePorts): Promise<Operated> {
  let stopped = 0;
  for (const status of ['created', 'running', 'parked'] as const) {
    for await (const ref of ports.runs.withStatus(status, name)) {
      if (said.until !== undefined && ports.clock.now() >= said.until) return { restarted: 0, stopped, more: true };
      if ((await stopRun(ref, said, ports)) === 'stopped') stopped += 1;
    }
  }
  return { restarted: 0, stopped };
}

const doers = { pause: pauseRun, resume: resumeRun, stop: stopRun };

/** One contact's open runs, of one definition or of all, `except` for one. Gives those that were touched. */
export async function operateContact(
  verb: keyof typeof doers,
  { contact, definition }: { contact: string; definition?: string },
  said: Said,
  ports: EnginePorts,
  except?: RunRef,
): Promise<RunRef[]> {
  const touched: RunRef[] = [];
  for (const record of await runsOf(await allIdsOf(contact, ports), ports)) {
    if ((record.status === 'ended' && !isOwnEnd(record, verb, said)) || refOf(record) === except) continue;
    if (definition !== undefined && record.definition !== definition) continue;
    const done = await doers[verb](refOf(record), said, ports);
    if (done !== 'over' && done !== 'unknown') touched.push(refOf(record));
  }
  return touched;
}

/** Said again, it finishes what the first attempt may have left untold. */
const isOwnEnd = ({ end }: RunRecord, verb: keyof typeof doers, { by }: Said): boolean =>
  verb === 'stop' && end?.how === 'operator' && end.by === by;
