/** Once a day everybody inside is looked at: who stands still for no reason goes on, and what nobody knows is called so. */
import { claimedAs } from '../language/define-step.ts';
import { stepKind } from '../language/registry.ts';
import { launchIntakes } from './launch-intakes.ts';
import type { Pace } from './operate.ts';
import { effectOf } from './passage.ts';
import type { EnginePorts, LiveDefinition } from './ports.ts';
import { redriveRun } from './redrive.ts';
import { ringIntakes } from './ring-intakes.ts';
import { goesOnAt, RUN_PARTS, type RunRecord, readExecutionName, refOf } from './run-record.ts';
import { stopRun } from './stop-run.ts';
import { deadlineOf } from './stretch.ts';
import { whyStuck } from './stuck.ts';
import { expireClaim } from './unknown-claims.ts';

/** What the scan of a day has found so far; finished, it stays until the next day's begins. */
export interface Scan {
  /** `2026-03-02`, UTC. */
  day: string;
  startedAt: string;
  finishedAt?: string;
  /** How many parts of the runs have been walked through. */
  parts: number;
  looked: number;
  restarted: number;
  stopped: number;
  /** Messages whose claim had run out. */
  unknown: number;
  /** Schedules of runs that are over. */
  cleared: number;
  /** Runs that could not be put right, by name. */
  faults: string[];
}

const NOTE = 'daily-scan';
const MOST_FAULTS = 20;

/** Goes on where the last call stopped; once a day it begins anew. Gives the scan as it stands, and whether it is done. */
export async function dailyScan(ports: EnginePorts, { until }: Pace = {}): Promise<{ scan: Scan; isDone: boolean }> {
  const kept = await ports.notes.read<Scan>(NOTE);
  let rev = kept?.rev ?? 0;
  let scan = todays(kept?.note, ports.clock.now());
  const isLate = () => until !== undefined && ports.clock.now() >= until;
  const save = async () => {
    if ((await ports.notes.keep(NOTE, scan, rev)) === 'lost') return false;
    rev += 1;
    return true;
  };
  while (!scan.finishedAt) {
    if (isLate()) return { scan, isDone: false };
    scan =
      scan.parts < RUN_PARTS
        ? { ...(await scanPart(scan, ports)), parts: scan.parts + 1 }
        : { ...scan, cleared: await clearLeftovers(ports), finishedAt: ports.clock.now() };
    if (scan.finishedAt) await ringAll(ports);
    // Somebody else walks through the same day: one of the two is enough.
    if (!(await save())) return { scan, isDone: false };
  }
  return { scan, isDone: true };
}

/** The newest, for operators. */
export async function lastScan({ notes }: Pick<EnginePorts, 'notes'>): Promise<Scan | undefined> {
  return (await notes.read<Scan>(NOTE))?.note;
}

function todays(scan: Scan | undefined, now: string): Scan {
  const day = now.slice(0, 10);
  if (scan?.day === day) return scan;
  const nothing = { parts: 0, looked: 0, restarted: 0, stopped: 0, unknown: 0, cleared: 0, faults: [] };
  return { day, startedAt: now, ...nothing };
}

async function scanPart(before: Scan, ports: EnginePorts): Promise<Scan> {
  const scan = { ...before, faults: [...before.faults] };
  const known = new Map<string, LiveDefinition | undefined>();
  for await (const record of ports.runs.openIn(before.parts)) {
    scan.looked += 1;
    const { definition } = record;
    if (!known.has(definition)) known.set(definition, await ports.registry.definition(definition));
    try {
      await lookAt(record, known.get(definition), scan, ports);
    } catch {
      // What ails one run keeps nobody else waiting; it is told, and tried again tomorrow.
      if (scan.faults.length < MOST_FAULTS) scan.faults.push(refOf(record));
    }
  }
  return scan;
}

async function lookAt(
  record: RunRecord,
  live: LiveDefinition | undefined,
  scan: Scan,
  ports: EnginePorts,
): Promise<void> {
  if (await expireClaimOf(record, ports)) scan.unknown += 1;
  const why = whyStuck(record, live, ports.clock.now());
  if (!why) return;
  if (why === 'left-behind-a-stop') {
    if ((await stopRun(refOf(record), {}, ports)) === 'stopped') scan.stopped += 1;
  } else if ((await redriveRun(refOf(record), {}, ports)) === 'redriven') scan.restarted += 1;
}

/** Whoever claimed what is next, and died, is found here if by nobody before. */
async function expireClaimOf(record: RunRecord, ports: EnginePorts): Promise<boolean> {
  const { next } = record.cursor;
  if ((goesOnAt(record) ?? '') > ports.clock.now()) return false;
  const version = await ports.registry.version(record.definition, record.version);
  const kind = version?.graph.nodes[next]?.does === 'work' ? version.graph.steps[next]?.kind : undefined;
  const word = kind && claimedAs(stepKind(kind));
  if (!word) return false;
  return expireClaim(await ports.timeline.get(record.contact, effectOf(record, next, word)), ports);
}

/** A clock that nobody wound up again, an intake that stands: both go on. */
async function ringAll(ports: EnginePorts): Promise<void> {
  await launchIntakes(ports);
  for (const { name } of await ports.registry.definitions()) await ringIntakes(name, ports);
}

/** Only those of runs: others are somebody else's. */
const NAME_OF_RUN = /^[A-Za-z0-9]+\.[A-Za-z0-9]+$/;

async function clearLeftovers(ports: EnginePorts): Promise<number> {
  let cleared = 0;
  for await (const name of ports.schedules.names()) {
    if (!NAME_OF_RUN.test(name)) continue;
    const record = await ports.runs.get(readExecutionName(name).ref);
    // One that is not there may be about to be: its timer finds out, and is gone if nobody came.
    if (!record) await ports.schedules.set(name, deadlineOf(ports.clock.now()), { run: name });
    if (record?.status !== 'ended') continue;
    await ports.schedules.clear(name);
    cleared += 1;
  }
  return cleared;
}
