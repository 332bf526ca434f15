/** Plays a scenario's cases on both engines, each on a stage of its own, and says what differed from what was expected. */
import { projectOnEngine, withDrafts } from '../../compiler/project.ts';
import type { TimelineRow } from '../../engine/ports.ts';
import type { Engine } from '../../language/definition.ts';
import { firstZone } from '../../language/zones.ts';
import type { Compiled } from '../world.ts';
import { type Difference, differencesOf } from './differences.ts';
import { type Failure, judge } from './judge.ts';
import { laterBy, readMomentOf } from './moments.ts';
import { observe } from './observe.ts';
import { performs } from './perform.ts';
import type { Case, Scenario } from './read-scenario.ts';
import type { Doing } from './schema.ts';
import { type Stage, setStage } from './stage.ts';

export interface CaseReport {
  title: string;
  failures: CaseFailure[];
  /** Where the engines do not agree on what the contact lived through. */
  differences: Difference[];
  /** Virtual days that passed. */
  days: number;
  timeline: TimelineRow[];
}

/** `engine`: left out where it failed on all that were tried. */
export type CaseFailure = Failure & { engine?: Engine };

export interface ScenarioReport {
  title: string;
  file: string;
  cases: CaseReport[];
}

export const bothEngines: readonly Engine[] = ['standard', 'express'];

/** Each case on each of the engines, whatever its definitions ask for; the timeline given is the first one's. */
export async function runScenario(
  scenario: Scenario,
  compiled: Compiled,
  { engines = bothEngines }: { engines?: readonly Engine[] } = {},
): Promise<ScenarioReport> {
  const cases: CaseReport[] = [];
  const project = withDrafts(compiled, scenario.definition);
  for (const one of scenario.cases) {
    const played = new Map<Engine, Played>();
    for (const engine of engines) played.set(engine, await playCase(one, scenario, carriedBy(engine, project)));
    cases.push(reportOf(one.title, played));
  }
  return { title: scenario.title, file: scenario.file, cases };
}

/** A scenario is played case by case, and its machines are the same ones each time. */
const carried = new WeakMap<Compiled, Map<Engine, Compiled>>();

function carriedBy(engine: Engine, compiled: Compiled): Compiled {
  const known = carried.get(compiled) ?? new Map<Engine, Compiled>();
  carried.set(compiled, known);
  const found = known.get(engine) ?? projectOnEngine(compiled, engine);
  known.set(engine, found);
  return found;
}

interface Played {
  failures: Failure[];
  days: number;
  timeline: TimelineRow[];
}

function reportOf(title: string, played: Map<Engine, Played>): CaseReport {
  const [[first, { days, timeline }]] = [...played] as [[Engine, Played]];
  const same = (left: Failure, right: Failure) => left.expected === right.expected && left.found === right.found;
  const failures: CaseFailure[] = [];
  for (const [engine, one] of played) {
    for (const failure of one.failures) {
      const isCommon = [...played.values()].every((other) => other.failures.some((each) => same(each, failure)));
      if (!isCommon) failures.push({ ...failure, engine });
      else if (engine === first) failures.push(failure);
    }
  }
  const [standard, express] = [played.get('standard'), played.get('express')];
  const differences = standard && express ? differencesOf(standard.timeline, express.timeline) : [];
  return { title, failures, differences, days, timeline };
}

async function playCase(one: Case, scenario: Scenario, compiled: Compiled): Promise<Played> {
  const zone = firstZone(one.contacts[0]?.['time-zone'], compiled.settings.timeZone);
  const startAt = readMomentOf(scenario.start, '', zone);
  if (!startAt) return { days: 0, timeline: [], failures: [{ expected: 'a start', found: scenario.start }] };
  const stage = await setStage(compiled, one, startAt, zone);
  const failures: Failure[] = [];
  try {
    for (const doing of one.do) await carryOut(doing, stage);
    await stage.world.settle();
  } catch (thrown) {
    failures.push({
      expected: 'every line of `do` to be possible',
      found: thrown instanceof Error ? thrown.message : String(thrown),
    });
  }
  const seen = await observe(stage);
  failures.push(...(await judge(one.expect, seen, stage, scenario)));
  const days = Math.round((Date.parse(stage.world.clock.now()) - Date.parse(startAt)) / 86_400_000);
  return { failures, days, timeline: seen.rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) };
}

async function carryOut(doing: Doing, stage: Stage): Promise<void> {
  const { world, contacts, startAt } = stage;
  const zone = stage.zoneOf(doing.contact ?? contacts[0]!);
  if (doing.after !== undefined)
    await world.advanceTo(orFail(laterBy(doing.after, world.clock.now(), zone), doing.after));
  if (doing.at !== undefined) await world.advanceTo(orFail(readMomentOf(doing.at, startAt, zone), doing.at));
  if (!doing.verb) return;
  const meant = doing.contact
    ? contacts.filter((id) => id === doing.contact || id.startsWith(`${doing.contact}-`))
    : contacts;
  for (const contact of isOfAll(doing) ? meant.slice(0, 1) : meant) await performs[doing.verb](doing, contact, stage);
  await world.settle();
}

const operators = new Set<Doing['verb']>(['enter', 'pause', 'resume', 'stop', 'redrive', 'disable', 'publish', 'move']);

/** Done once, and not for each of a crowd. */
const isOfAll = ({ verb, contact }: Doing) => operators.has(verb) && contact === undefined;

function orFail(instant: string | undefined, text: string): string {
  if (instant === undefined) throw new Error(`"${text}" is no time of this scenario.`);
  return instant;
}
