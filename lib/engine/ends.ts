/** Exits and goals: they act at once, whatever the run is waiting for. */

import type { CheckedCondition } from '../language/checked.ts';
import { after } from '../language/durations.ts';
import { endRun } from './advance.ts';
import { ask, sayAnswers } from './ask.ts';
import { line } from './look-ahead.ts';
import { askMoment, type Passage, valuesOf } from './passage.ts';
import type { TimelineRow } from './ports.ts';
import { NOBODY, type RunEnd, type RunRecord } from './run-record.ts';

/** The record where the run goes on; undefined where it has ended, or another write came first (`lost`). */
export async function judgeEnds(passage: Passage): Promise<'goes-on' | 'ended' | 'lost'> {
  const { version, record, now } = passage;
  if (record.status !== 'ended') {
    for (const [reason, conditions] of Object.entries(version.definition.exit)) {
      const said = await holdsNow(passage, conditions);
      if (said !== undefined) return end(passage, { how: 'exit', reason, at: now }, said);
    }
  }
  for (const [name, goal] of Object.entries(version.definition.goals)) {
    if (record.goals[name]) continue;
    // Without a window a goal is open for as long as the run is.
    if (record.status === 'ended' && !goal.by) continue;
    if (goal.by && now > after(record.startedAt, goal.by, passage.zone)) continue;
    const said = await holdsNow(passage, goal.if);
    if (said === undefined) continue;
    const ends = goal.endsRun && record.status !== 'ended';
    return ends ? end(passage, { how: 'goal', reason: name, at: now }, said) : reach(passage, name, said);
  }
  return record.status === 'ended' ? 'ended' : 'goes-on';
}

async function holdsNow(passage: Passage, conditions: CheckedCondition[]): Promise<string | undefined> {
  const { holds, answers } = await ask(conditions, {
    moment: askMoment(passage),
    values: valuesOf(passage),
    ports: passage.ports,
  });
  return holds ? sayAnswers(answers) : undefined;
}

async function end(passage: Passage, how: RunEnd, said: string): Promise<'ended' | 'lost'> {
  const { record, ports, now } = passage;
  const isGoal = how.how === 'goal';
  const rows = isGoal ? [goalLine(passage, how.reason, said)] : [];
  const withGoal = isGoal ? { ...record, goals: { ...record.goals, [how.reason]: now } } : record;
  if (!(await endRun({ ...passage, record: withGoal }, how, rows))) return 'lost';
  const machine = await ports.registry.machineOf(record.definition, record.version);
  // Hygiene: an execution that sleeps on would only wake to find that it is stale.
  if (machine && record.owner !== NOBODY) await ports.executions.stop(record.owner, machine);
  return 'ended';
}

/** A goal that ends nothing, or that was reached within its window after the run had ended. */
async function reach(passage: Passage, name: string, said: string): Promise<'goes-on' | 'ended' | 'lost'> {
  const { record, ports, now } = passage;
  // Told first: it was reached, whoever writes it down.
  await ports.timeline.write(goalLine(passage, name, said));
  const written: RunRecord = { ...record, seq: record.seq + 1, goals: { ...record.goals, [name]: now } };
  if ((await ports.runs.write(written, record.seq)) === 'lost') return 'lost';
  return record.status === 'ended' ? 'ended' : 'goes-on';
}

const goalLine = (passage: Passage, name: string, said: string): TimelineRow =>
  line(passage, name, { kind: 'goal', outcome: 'reached', detail: said, step: undefined, reason: name });
