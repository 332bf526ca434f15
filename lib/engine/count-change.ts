/** Keeps count of how many contacts stand where, so that an operator sees the crowd without reading every run. */
import { lookState, lookTarget, stepOf } from '../language/graph.ts';
import type { Change, Count, EnginePorts } from './ports.ts';
import { type RunRecord, refOf } from './run-record.ts';

/** Somebody at whose step something went wrong. */
export interface Troubled {
  definition: string;
  contact: string;
  run: string;
  step: string;
  what: 'failed' | 'complained';
}

/** `here:<node>` now, `passed:<step>`, `failed:<step>` and `complained:<step>` ever, `entered`, `ended`, `ended:<how>`. */
export async function countChanges(changes: readonly Change[], ports: EnginePorts): Promise<Troubled[]> {
  const complaints = (await Promise.all(changes.map((change) => complaintIn(change, ports)))).flat();
  const counted = [
    ...changes.flatMap((change) => (change.kind === 'run' ? countOf(change) : [])),
    ...complaints.map(({ id, definition, step }) => ({ id, definition, deltas: { [`complained:${step}`]: 1 } })),
  ];
  if (counted.length > 0) await ports.counters.apply(counted);
  return [...changes.flatMap(failureIn), ...complaints];
}

/** Rare enough to read the run for it, which knows of which definition it is. */
async function complaintIn(change: Change, { runs }: EnginePorts): Promise<(Troubled & { id: string })[]> {
  if (change.kind !== 'event' || change.event.family !== 'message' || change.event.name !== 'complained') return [];
  const { contact, data } = change.event;
  const run = String(data.run);
  const record = await runs.get(refOf({ contact, run }));
  if (!record || typeof data.step !== 'string') return [];
  return [{ id: change.id, definition: record.definition, contact, run, step: data.step, what: 'complained' }];
}

function failureIn(change: Change): Troubled[] {
  if (change.kind !== 'run' || !change.after || !isFailure(change)) return [];
  const { definition, contact, run, cursor } = change.after;
  return [{ definition, contact, run, step: stepOf(lookTarget(cursor.step)), what: 'failed' }];
}

const isFailure = ({ before, after }: Extract<Change, { kind: 'run' }>): boolean =>
  after?.cursor.failed === true && after.cursor.seq !== before?.cursor.seq;

function countOf({ id, before, after }: Extract<Change, { kind: 'run' }>): Count[] {
  if (!after) return [];
  const deltas: Record<string, number> = {};
  const add = (name: string, by: number) => {
    deltas[name] = (deltas[name] ?? 0) + by;
  };
  const [from, to] = [placeOf(before), placeOf(after)];
  if (from !== to) {
    if (from) add(`here:${from}`, -1);
    if (to) add(`here:${to}`, 1);
  }
  for (const step of passedBy(before, after)) add(`passed:${step}`, 1);
  if (!before) add('entered', 1);
  if (isFailure({ kind: 'run', id, before, after })) add(`failed:${stepOf(lookTarget(after.cursor.step))}`, 1);
  if (after.end && !before?.end) {
    add('ended', 1);
    add(`ended:${after.end.how}`, 1);
  }
  // Driven on by an operator, it has not ended after all.
  if (before?.end && !after.end) {
    add('ended', -1);
    add(`ended:${before.end.how}`, -1);
  }
  return Object.keys(deltas).length > 0 ? [{ id, definition: after.definition, deltas }] : [];
}

/** The node at which a run stands; an ended one stands nowhere. */
export const placeOf = (record: RunRecord | undefined): string | undefined =>
  !record || record.status === 'ended' ? undefined : (record.wait?.step ?? lookTarget(record.cursor.next));

/** What an advance leaves behind: the step it finished, the wait it came out of, and what was decided on the way. */
function passedBy(before: RunRecord | undefined, { cursor, lines = [] }: RunRecord): Set<string> {
  const passed = new Set<string>();
  if (!before || (before.cursor.step === cursor.step && before.cursor.from === cursor.from)) return passed;
  if (cursor.step !== lookState(lookTarget(cursor.step))) passed.add(cursor.step);
  if (before.wait) passed.add(before.wait.step);
  for (const { kind, step, outcome, seq } of lines) {
    // Several steps may be one Task's; what was told before is counted already.
    const isPassed = kind === 'decided' || (kind === 'step' && outcome !== 'failed');
    if (step && isPassed && seq > before.seq) passed.add(step);
  }
  return passed;
}
