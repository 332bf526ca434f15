/** Many contacts let in at once, by a schedule, a launch or a hand: what is kept of it, and how far it has come. */
import type { CheckedCondition } from '../language/checked.ts';
import { after } from '../language/durations.ts';
import { RetryableError } from '../language/errors.ts';
import type { JsonMap } from '../language/json.ts';
import type { EnginePorts } from './ports.ts';

/** In how many parts all contacts are listed. */
export const CONTACT_PARTS = 16;

export interface Intake {
  id: string;
  definition: string;
  why: 'schedule' | 'back-fill' | 'by-hand';
  /** For people: the schedule, the segment. */
  name: string;
  /** As of which instant; whoever became known later is not meant. */
  at: string;
  /** Alike for all of them: with the contact it makes the run's id, so that nobody enters twice by it. */
  trigger: { id: string; family: string; name: string; data: JsonMap };
  /** Whom it is for; left out: everybody whom the definition takes. */
  for?: CheckedCondition[];
  /** Of those, who was in this segment at that instant already; whoever came later has come by it. */
  inside?: { segment: string; families: string[] };
  by?: string;
  /** How many walk side by side, each through parts of its own. */
  lanes: number;
}

/** How far one of them has come; replaced only by whoever has read its newest state. */
export interface Lane {
  /** The part of the contacts, and the last one in it who is done with. */
  part: number;
  place?: string;
  /** When it goes on, which is when those who enter then are said to have entered. */
  due: string;
  /** What the pace has left over from the minute before, and how many have entered in this one. */
  left?: number;
  used?: number;
  looked: number;
  entered: number;
  /** Reason → how many. */
  refused: Record<string, number>;
  /** How often it has failed at the next contact. */
  tries: number;
  /** Contacts who could not be let in. */
  faults: string[];
  finishedAt?: string;
  /** Why it ended before everybody was looked at. */
  stopped?: string;
}

/** What their timers are called, so that they are heard apart from those of runs. */
export const INTAKE_TIMERS = 'intake.';

const jobName = (id: string) => INTAKE_TIMERS + id;
export const laneName = (id: string, lane: number): string => `${INTAKE_TIMERS}${id}.${lane}`;
const listName = (definition: string) => `intakes.${definition}`;

interface Listed {
  ids: string[];
}

const KEPT_DAYS = 60;

const MOST_LISTED = 50;

/** A launch is one for good: what was let in by it is never let in by it again. */
const keptUntil = ({ why, at }: Intake): string | undefined =>
  why === 'back-fill' ? undefined : after(at, { text: `${KEPT_DAYS} days`, days: KEPT_DAYS }, 'UTC');

export async function readIntake(id: string, { notes }: Pick<EnginePorts, 'notes'>): Promise<Intake | undefined> {
  return (await notes.read<Intake>(jobName(id)))?.note;
}

export async function readLane(id: string, lane: number, { notes }: Pick<EnginePorts, 'notes'>) {
  const kept = await notes.read<Lane>(laneName(id, lane));
  return kept && { lane: kept.note, rev: kept.rev };
}

export const keepLane = (
  intake: Intake,
  number: number,
  lane: Lane,
  rev: number,
  { notes }: Pick<EnginePorts, 'notes'>,
): Promise<'written' | 'lost'> => notes.keep(laneName(intake.id, number), lane, rev, keptUntil(intake));

/** Ids of the newest ones, the newest first. */
export async function intakesOf(definition: string, { notes }: Pick<EnginePorts, 'notes'>): Promise<string[]> {
  return (await notes.read<Listed>(listName(definition)))?.note.ids ?? [];
}

const MOST_TURNS = 20;

/** Listed before it begins: a pause that ends finds it. The same one again changes nothing. */
export async function keepIntake(intake: Intake, ports: EnginePorts): Promise<void> {
  const { notes } = ports;
  await notes.keep(jobName(intake.id), intake, 0, keptUntil(intake));
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const kept = await notes.read<Listed>(listName(intake.definition));
    const ids = kept?.note.ids ?? [];
    if (ids.includes(intake.id)) return;
    const newest = [intake.id, ...ids].slice(0, MOST_LISTED);
    if ((await notes.keep(listName(intake.definition), { ids: newest }, kept?.rev ?? 0)) === 'written') return;
  }
  throw new RetryableError('Somebody else listed an intake each time.');
}

/** Whoever is let in at a pace is let in by one. */
export const lanesFor = (isPaced: boolean): number => (isPaced ? 1 : CONTACT_PARTS);

export const inside = (segment: string): CheckedCondition[] => [{ kind: 'segment', head: segment }];
