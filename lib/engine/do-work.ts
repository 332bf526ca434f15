/** Carries out a work step, once, and decides where the contact goes with its outcome. */
import { claimedAs, type StepKind, type StepResult } from '../language/define-step.ts';
import { RetryableError, TerminalError } from '../language/errors.ts';
import { END, type GraphNode, stepOf } from '../language/graph.ts';
import type { JsonMap } from '../language/json.ts';
import { stepKind } from '../language/registry.ts';
import { type Advance, advance } from './advance.ts';
import { failStep } from './fail-step.ts';
import { Elsewhere, Held, isFlowSignal } from './flow-signals.ts';
import { goOnInside } from './go-on-inside.ts';
import { holdRun } from './hold.ts';
import { endAhead, line, lookAhead } from './look-ahead.ts';
import { effectOf, type Passage, seenBy } from './passage.ts';
import { withPassed } from './passed.ts';
import type { TimelineRow } from './ports.ts';
import type { RunRecord } from './run-record.ts';
import { stepContext } from './step-context.ts';
import { readSubject } from './subject.ts';

/** `more`: the steps that the same Task carries out besides, where the contact comes to them. */
export interface Work {
  step: string;
  seq: number;
  more?: string[];
}

export async function doWork(passage: Passage, { step: first, seq, more = [] }: Work): Promise<RunRecord | undefined> {
  let standing = passage;
  for (let step = first; ; step = standing.record.cursor.next) {
    const done = await workOn(standing, { step, seq });
    if (!done) return undefined;
    // What a failure has written down itself may lead to another step of this Task: the way back leads there.
    if ('failed' in done) {
      if (more.includes(done.failed.cursor.next)) throw new Elsewhere();
      return done.failed;
    }
    const on = goOnInside(done, more);
    if (!on) return advance(done.after, done);
    standing = on;
  }
}

interface Done extends Advance {
  after: Passage;
}

/** Undefined: another write came first, or what failed is to be tried again. */
async function workOn(
  passage: Passage,
  task: { step: string; seq: number },
): Promise<Done | { failed: RunRecord } | undefined> {
  const { graph } = passage.version;
  const step = graph.steps[stepOf(task.step)]!;
  const kind = stepKind(step.kind);
  if (!kind.run) throw new TerminalError('A step without work was opened as a Task.', { code: 'no-work' });

  let result: StepResult<string>;
  try {
    result = await kind.run(step as never, stepContext(seenBy(passage, task.step), task.step, kind));
  } catch (thrown) {
    if (isFlowSignal(thrown)) throw thrown;
    const failed = await failStep(passage, task, thrown);
    return failed && { failed };
  }
  if (result.outcome === 'held') return hold(passage, task.step, result as Extract<typeof result, { until: string }>);

  const { outcome, reason, detail, output, ends } = result as Exclude<typeof result, { until: string }>;
  const node = graph.nodes[task.step] as Extract<GraphNode, { does: 'work' }>;
  const passed = { outcome, output: output as JsonMap | undefined, keptAs: node.keeps };
  const after = withPassed(await afterWork(passage, kind), task.step, passed);
  const ahead = ends
    ? endAhead({ how: 'blocked', reason: ends, at: after.now })
    : await lookAhead(after, node.edges[outcome] ?? END);
  // What is claimed has its line already: it is the claim.
  const rows = claimedAs(kind) ? [] : [workLine(after, task.step, { outcome, reason, detail })];
  return { after, step: task.step, from: task.seq, ahead, rows };
}

const CHANGING = new Set(['contacts:write', 'records:write', 'runs:start']);

/** What follows is decided on the contact as the work has left them. */
async function afterWork(passage: Passage, { needs }: StepKind): Promise<Passage> {
  const { ports, record } = passage;
  // Whatever else changes them is a moment's difference: they were read when the Task was opened.
  if (!needs.some((need) => CHANGING.has(need))) return { ...passage, now: ports.clock.now() };
  const contact = await ports.contacts.get(record.contact);
  if (!contact) throw new RetryableError('The contact of this run is gone.');
  const subject = await readSubject(contact, record, passage.version, ports);
  return { ...passage, contact, subject, now: ports.clock.now() };
}

async function hold(
  passage: Passage,
  step: string,
  { until, reason }: { until: string; reason: string },
): Promise<undefined> {
  if (await holdRun(passage, { step, until, reason })) throw new Held();
  return undefined;
}

/** Under the key of what the step has done. */
function workLine(passage: Passage, step: string, said: Partial<TimelineRow>): TimelineRow {
  return { ...line(passage, step, { kind: 'step', ...said }), key: effectOf(passage.record, step, 'step') };
}
