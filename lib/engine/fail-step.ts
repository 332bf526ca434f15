/** What follows when a step did not work: later again while time may heal it, then the way its author chose. */
import { claimedAs } from '../language/define-step.ts';
import { RetryableError, TerminalError } from '../language/errors.ts';
import { END, entryOf, lookTarget, stepOf } from '../language/graph.ts';
import { stepKind } from '../language/registry.ts';
import { type Advance, advance } from './advance.ts';
import { Elsewhere, Held, NothingSent } from './flow-signals.ts';
import { attemptsAt, holdRun } from './hold.ts';
import { laterBy } from './later-by.ts';
import { endAhead, line, lookAhead } from './look-ahead.ts';
import { effectOf, type Passage } from './passage.ts';
import { withPassed } from './passed.ts';
import type { TimelineRow } from './ports.ts';
import type { RunRecord } from './run-record.ts';

const FIRST_BACK_OFF_SECONDS = 120;
/** Where a step's kind has no plan of its own: the third failure is final. */
const USUAL_RETRIES = [FIRST_BACK_OFF_SECONDS, 2 * FIRST_BACK_OFF_SECONDS];
/** Whoever asks for more time than this is asked again all the same. */
const MOST_PATIENCE_SECONDS = 86_400;

export const backOff = (now: string, failures: number): string =>
  laterBy(now, FIRST_BACK_OFF_SECONDS * 2 ** (failures - 1));

export async function failStep(
  passage: Passage,
  task: { step: string; seq: number },
  thrown: unknown,
): Promise<RunRecord | undefined> {
  const failures = attemptsAt(passage, task.step) + 1;
  const code = await reasonOf(passage, task.step, thrown);
  const inSeconds = thrown instanceof TerminalError ? undefined : retriesOf(passage, task.step)[failures - 1];
  if (inSeconds !== undefined) {
    const until = laterBy(passage.ports.clock.now(), Math.max(inSeconds, patienceAskedFor(thrown)));
    if (await holdRun(passage, { step: task.step, until, reason: code, failures })) throw new Held();
    return undefined;
  }
  return giveUp(passage, task, code);
}

function retriesOf({ version }: Passage, node: string): readonly number[] {
  const step = version.graph.steps[stepOf(lookTarget(node))];
  return (step && stepKind(step.kind).retries) ?? USUAL_RETRIES;
}

/** By whoever has failed; never sooner than planned. */
const patienceAskedFor = (thrown: unknown): number =>
  thrown instanceof RetryableError ? Math.min(thrown.retryAfterSeconds ?? 0, MOST_PATIENCE_SECONDS) : 0;

/** `on-error` of the step, else of the file: stop, continue, or go to a step. */
async function giveUp(
  passage: Passage,
  task: { step: string; seq: number },
  code: string,
): Promise<RunRecord | undefined> {
  const { graph, definition } = passage.version;
  // Authors know the step, not the state that looks at it.
  const id = stepOf(lookTarget(task.step));
  const policy = graph.steps[id]?.['on-error'] ?? definition.onError;
  const failed = line(passage, id, { kind: 'step', outcome: 'failed', reason: code });
  const rows = (await isToldByClaim(passage, id)) ? [] : [failed];
  const done: Omit<Advance, 'ahead'> = { step: task.step, from: task.seq, rows, isGivenUp: true };
  const after = withPassed(passage, id, { outcome: 'failed' });

  const node = graph.nodes[task.step];
  if (policy === 'stop' || (policy === 'continue' && node?.does !== 'work'))
    return advance(after, { ...done, ahead: endAhead({ how: 'error', reason: `error:${id}`, at: passage.now }) });
  if (policy === 'continue' && node?.does === 'work') {
    const onward = node.onward ?? Object.values(node.edges)[0] ?? END;
    return advance(after, { ...done, ahead: await lookAhead(after, onward) });
  }
  const target = entryOf(graph.nodes, policy.replace(/^go-to /, ''));
  if (await advance(after, { ...done, ahead: await lookAhead(after, target) })) throw new Elsewhere();
  return undefined;
}

/** What is claimed says in its own line that it failed; where it never got that far that says nothing yet. */
const isToldByClaim = async (passage: Passage, step: string): Promise<boolean> =>
  (await claimLine(passage, step))?.claim?.state === 'FAILED';

async function claimLine({ record, version, ports }: Passage, step: string): Promise<TimelineRow | undefined> {
  const kind = version.graph.steps[step]?.kind;
  const word = kind && claimedAs(stepKind(kind));
  return word ? ports.timeline.get(record.contact, effectOf(record, step, word)) : undefined;
}

/** That nothing was sent is the machine's to know; why, in the provider's own word, is the operator's. */
async function reasonOf(passage: Passage, step: string, thrown: unknown): Promise<string> {
  const code = codeOf(thrown);
  const line = code === NOTHING_SENT ? await claimLine(passage, stepOf(lookTarget(step))) : undefined;
  const isUnsent = line?.claim?.state === 'RELEASED' || line?.claim?.state === 'UNKNOWN';
  return isUnsent && line.reason ? line.reason : code;
}

const NOTHING_SENT = new NothingSent().name;

/** A code, never a text: what is thrown may quote what people wrote. */
function codeOf(thrown: unknown): string {
  if (thrown instanceof TerminalError) return thrown.code;
  if (thrown instanceof RetryableError && thrown.code !== undefined) return thrown.code;
  return thrown instanceof Error ? thrown.name : 'failed';
}
