/** Settles an event wait, once, for one branch: the earlier receive time wins, whatever arrives first. */
import type { ContactEvent } from '../language/event.ts';
import type { GraphNode } from '../language/graph.ts';
import { advance, resultOf } from './advance.ts';
import { ask, sayAnswers, type Verdict } from './ask.ts';
import { askerAt, turnOf } from './asker.ts';
import { childEnded } from './await-child.ts';
import { taskClosed } from './await-task.ts';
import { Elsewhere } from './flow-signals.ts';
import { MOST_SKEW_MS } from './hold.ts';
import { line, lookAhead } from './look-ahead.ts';
import { nextLook, planLook } from './look-sooner.ts';
import type { Passage } from './passage.ts';
import { type Passed, withPassed } from './passed.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord } from './run-record.ts';

const waitNode = ({ version, record }: Passage) =>
  version.graph.nodes[record.wait!.step] as Extract<GraphNode, { does: 'wait-for' }>;

/** The answer, and what the wait has come to with it. */
export type Awaited = Verdict & Passed;

/** Whether what is awaited holds, seen from now or, once that has passed, from the wait's limit. */
export async function awaitedHolds(passage: Passage): Promise<Awaited> {
  const { record, signal } = passage;
  const { due } = record.wait!;
  const node = waitNode(passage);
  const now = due < passage.now ? due : passage.now;
  if (node.awaitsChild) return childEnded(passage, node);
  if (node.awaitsTask) return taskClosed(passage, node);
  const found: ContactEvent[] = [];
  const verdict = await ask(node.awaits, askerAt({ ...passage, now }, node.id, found));
  return { ...verdict, outcome: 'happened', turn: turnOf(found, signal?.receivedAt ?? now, record.turns?.[node.id]) };
}

/** The `then` branch. The outcome goes to the token stored now; without one, the arm finds it on the record. */
export async function settleHappened(passage: Passage, awaited: Awaited): Promise<RunRecord | undefined> {
  const { wait } = passage.record;
  const { answers, outcome } = awaited;
  const node = waitNode(passage);
  const rows = [line(passage, node.id, { kind: 'settled', outcome, detail: sayAnswers(answers) })];
  const after = withPassed(passage, node.id, awaited);
  const ahead = await lookAhead(after, node.happened);
  const written = await advance(after, {
    step: node.id,
    from: wait!.from,
    ahead,
    rows,
    answers: wait!.token,
    way: 'happened',
  });
  if (written) await answer(written, passage.ports);
  return written;
}

/** For a signal that comes again, too: its first attempt may have died between the write and the world's hearing of it. */
export async function answer(record: RunRecord, ports: EnginePorts): Promise<void> {
  if (record.cursor.answers) await ports.executions.succeed(record.cursor.answers, { ...resultOf(record) });
}

/** It was woken only to look, or after a failure. */
const isEarly = ({ looksAt, wait }: RunRecord, now: string): boolean =>
  wait !== undefined &&
  now < wait.due &&
  (looksAt !== undefined || Date.parse(wait.due) - Date.parse(now) > MOST_SKEW_MS);

/** The limit's own Task: looks once more, then takes the `else` branch; before the limit, it only looks. */
export async function settleAtLimit(passage: Passage): Promise<RunRecord | undefined> {
  const { record } = passage;
  if (!record.wait) throw new Elsewhere();
  const verdict = await awaitedHolds(passage);
  if (verdict.holds) {
    if (await settleHappened(passage, verdict)) throw new Elsewhere();
    return undefined;
  }
  if (isEarly(record, passage.now)) {
    // What has held it up is over: it waits again.
    const waiting = { ...passage, record: { ...record, held: undefined } };
    if (!(await planLook(waiting, await nextLook(waiting)))) return undefined;
    throw new Elsewhere();
  }
  const node = waitNode(passage);
  const rows = [line(passage, node.id, { kind: 'settled', outcome: 'limit', detail: sayAnswers(verdict.answers) })];
  const after = withPassed(passage, node.id, { outcome: 'limit' });
  const ahead = await lookAhead(after, node.limit);
  return advance(after, { step: node.id, from: record.wait.from, ahead, rows, way: 'limit' });
}
