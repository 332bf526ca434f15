/** Drives a run on that has failed or got stuck, at the very step: what was done before stays done, and nothing is sent twice. */
import { claimedAs } from '../language/define-step.ts';
import { RetryableError } from '../language/errors.ts';
import { stepOf, type Target } from '../language/graph.ts';
import { stepKind } from '../language/registry.ts';
import { withLines } from './lines.ts';
import { line, lookAhead } from './look-ahead.ts';
import { effectOf, openPassage, type Passage } from './passage.ts';
import type { EnginePorts, Said } from './ports.ts';
import { restartRun } from './restart-run.ts';
import { NOBODY, type RunRecord, type RunRef } from './run-record.ts';
import { failedAt } from './stands-at.ts';

/** `over`: it ended otherwise than by an error. */
export type Redriven = 'redriven' | 'over' | 'unknown';

const MOST_TURNS = 20;

/** A failed run goes on in a new execution; one that stands still without a reason is started anew. */
export async function redriveRun(ref: RunRef, said: Said, ports: EnginePorts): Promise<Redriven> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const record = await ports.runs.get(ref);
    if (!record) return 'unknown';
    if (record.status !== 'ended') {
      await restartRun(ref, ports);
      return 'redriven';
    }
    if (record.end?.how !== 'error') return 'over';
    const passage = await openPassage(record, ports);
    await letTryAgain(passage);
    const driven = await drivenRecord(passage, said);
    if ((await ports.runs.write(driven, record.seq)) === 'lost') continue;
    if (driven.status !== 'ended') await restartRun(ref, ports, 'parked');
    return 'redriven';
  }
  throw new RetryableError('Somebody else got on with this run each time it was read.');
}

/** A message that has failed was certainly not sent, so it may be tried anew; one that is unknown is not. */
async function letTryAgain({ record, version, ports }: Passage): Promise<void> {
  const node = failedAt(record);
  const kind = version.graph.steps[stepOf(node)]?.kind;
  const word = kind && claimedAs(stepKind(kind));
  const row = word ? await ports.timeline.get(record.contact, effectOf(record, node, word)) : undefined;
  const claim = row?.claim;
  if (row?.outcome !== 'failed' || claim?.state !== 'FAILED') return;
  await ports.timeline.settle({ ...row, claim: { ...claim, state: 'RELEASED' } }, claim.attempt, ['FAILED']);
}

/** Parked, until the execution that is started for it takes it up: whoever dies before finds it again. */
async function drivenRecord(passage: Passage, { by, reason }: Said): Promise<RunRecord> {
  const { record, version, now } = passage;
  const node = failedAt(record);
  const seq = record.seq + 1;
  const said = line({ ...passage, record: { ...record, seq } }, '', {
    kind: 'operator',
    outcome: 'redriven',
    step: undefined,
    reason,
    detail: by,
  });
  const row = { ...said, key: `${said.key.slice(0, 16)}${seq}` };
  const cleared = { failed: undefined, answers: undefined, way: undefined, by: undefined };
  const standing: RunRecord = {
    ...withLines(record, [row], seq),
    seq,
    status: 'parked',
    owner: NOBODY,
    parkedBy: undefined,
    end: undefined,
    output: undefined,
    stretch: record.stretch && { isOpen: false },
    cursor: { ...record.cursor, ...cleared, seq, at: node, next: node, due: now, limit: 1, facts: {} },
  };
  // A step that works has been come to already: its visit, and so what it has done, is the same.
  if (version.graph.nodes[node]?.does === 'work') return standing;
  const {
    record: walked = standing,
    rows,
    wait,
    end,
    ...ahead
  } = await lookAhead({ ...passage, record: notArrived(standing, node) }, node);
  const cursor = { ...standing.cursor, ...ahead };
  const on = { ...withLines(walked, rows, seq), cursor, wait: wait && { ...wait, from: seq } };
  return end ? { ...on, status: 'ended', end } : on;
}

/** As before the arrival that is made once more. */
function notArrived(record: RunRecord, node: Target): RunRecord {
  const visits = record.visits[node];
  const rounds = record.rounds?.[node];
  return {
    ...record,
    visits: visits === undefined ? record.visits : { ...record.visits, [node]: visits - 1 },
    rounds: rounds === undefined ? record.rounds : { ...record.rounds, [node]: rounds - 1 },
  };
}
