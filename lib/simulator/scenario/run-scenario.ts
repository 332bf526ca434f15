/** Plays a scenario's cases, each on a stage of its own, and says what differed from what was expected. */

import type { TimelineRow } from '../../engine/ports.ts';
import { firstZone } from '../../language/zones.ts';
import type { Compiled } from '../world.ts';
import { type Failure, judge } from './judge.ts';
import { laterBy, readMomentOf } from './moments.ts';
import { observe } from './observe.ts';
import { performs } from './perform.ts';
import type { Case, Scenario } from './read-scenario.ts';
import type { Doing } from './schema.ts';
import { type Stage, setStage } from './stage.ts';

export interface CaseReport {
  title: string;
  failures: Failure[];
  /** Virtual days that passed. */
  days: number;
  timeline: TimelineRow[];
}

export interface ScenarioReport {
  title: string;
  file: string;
  cases: CaseReport[];
}

export async function runScenario(scenario: Scenario, compiled: Compiled): Promise<ScenarioReport> {
  const cases: CaseReport[] = [];
  for (const one of scenario.cases) cases.push(await runCase(one, scenario, compiled));
  return { title: scenario.title, file: scenario.file, cases };
}

async function runCase(one: Case, scenario: Scenario, compiled: Compiled): Promise<CaseReport> {
  const zone = firstZone(one.contacts[0]?.['time-zone'], compiled.settings.timeZone);
  const startAt = readMomentOf(scenario.start, '', zone);
  if (!startAt)
    return { title: one.title, days: 0, timeline: [], failures: [{ expected: 'a start', found: scenario.start }] };
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
  return {
    title: one.title,
    failures,
    days,
    timeline: seen.rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  };
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
  for (const contact of isOperators(doing) ? meant.slice(0, 1) : meant)
    await performs[doing.verb](doing, contact, stage);
  await world.settle();
}

const isOperators = ({ verb }: Doing) => verb === 'pause' || verb === 'resume' || verb === 'disable';

function orFail(instant: string | undefined, text: string): string {
  if (instant === undefined) throw new Error(`"${text}" is no time of this scenario.`);
  return instant;
}
