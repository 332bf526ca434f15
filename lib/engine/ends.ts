/** Exits and goals: they act at once, whatever the run is waiting for. */
import type { CheckedCondition } from '../language/checked.ts';
import type { Goal } from '../language/definition.ts';
import { after } from '../language/durations.ts';
import { endRun } from './advance.ts';
import { ask, sayAnswers } from './ask.ts';
import { withLines, withRoom } from './lines.ts';
import { line } from './look-ahead.ts';
import { askMoment, type Passage, valuesOf } from './passage.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import { NOBODY, type RunEnd, type RunRecord } from './run-record.ts';
import { clearTimer } from './stretch.ts';

/** `reached`: it goes on, and its record says of a goal more than it did; `lost` where another write came first. */
export type EndVerdict = 'goes-on' | 'reached' | 'ended' | 'lost';

export async function judgeEnds(passage: Passage): Promise<EndVerdict> {
  const { version, now } = passage;
  let { record } = passage;
  if (record.status !== 'ended') {
    for (const [reason, conditions] of Object.entries(version.definition.exit)) {
      const said = await holdsAt(now, passage, conditions);
      if (said !== undefined) return end(passage, { how: 'exit', reason, at: now }, said);
    }
  }
  for (const [name, goal] of Object.entries(version.definition.goals)) {
    const askedAt = record.goals[name] ? undefined : openAt(goal, passage);
    const said = askedAt && (await holdsAt(askedAt, passage, goal.if));
    if (said === undefined) continue;
    const standing = { ...passage, record };
    if (goal.endsRun && record.status !== 'ended') return end(standing, { how: 'goal', reason: name, at: now }, said);
    const reached = await reach(standing, name, said);
    if (!reached) return 'lost';
    record = reached;
  }
  if (record.status === 'ended') return 'ended';
  return record === passage.record ? 'goes-on' : 'reached';
}

/** Left out where it closes with the run. */
export const closesAt = ({ by }: Goal, { record, zone }: Passage): string | undefined =>
  by && after(record.startedAt, by, zone);

/** The moment at which the goal is asked for; undefined where it is closed. Without a window it closes with the run. */
function openAt(goal: Goal, passage: Passage): string | undefined {
  const { record, now, signal } = passage;
  const closes = closesAt(goal, passage);
  if (closes === undefined) return record.status === 'ended' ? undefined : now;
  // What was received in time counts, however late it is heard.
  if ((signal?.receivedAt ?? now) > closes) return undefined;
  return now < closes ? now : closes;
}

async function holdsAt(now: string, passage: Passage, conditions: CheckedCondition[]): Promise<string | undefined> {
  const { holds, answers } = await ask(conditions, {
    moment: askMoment({ ...passage, now }),
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
  await forget(record, ports);
  return 'ended';
}

/** Hygiene: an execution that sleeps on, and a timer that rings, would only find that there is nothing left to do. */
export async function forget(record: RunRecord, ports: EnginePorts): Promise<void> {
  if (record.stretch) return clearTimer(record, ports);
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (machine && record.owner !== NOBODY) await ports.executions.stop(record.owner, machine);
}

/** A goal that ends nothing, or that was reached within its window after the run had ended. */
async function reach(passage: Passage, name: string, said: string): Promise<RunRecord | undefined> {
  const { record, ports, now } = passage;
  const told = withLines(await withRoom(record, ports), [goalLine(passage, name, said)], record.seq + 1);
  const written: RunRecord = { ...told, seq: record.seq + 1, goals: { ...record.goals, [name]: now } };
  return (await ports.runs.write(written, record.seq)) === 'written' ? written : undefined;
}

const goalLine = (passage: Passage, name: string, said: string): TimelineRow =>
  line(passage, name, { kind: 'goal', outcome: 'reached', detail: said, step: undefined, reason: name });
