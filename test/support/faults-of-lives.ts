/** What no contact may live through, whatever was written and whatever happened: left standing, written to twice, told otherwise. */

import type { OperatorState } from '../../lib/engine/ports.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import { isStranded, type Lived } from './live.ts';

export async function faultsOf({ told, handed, runs, world }: Lived): Promise<string[]> {
  const now = world.clock.now();
  const states = new Map<string, OperatorState | undefined>();
  for (const { definition } of runs) states.set(definition, (await world.ports.registry.definition(definition))?.state);
  // By an operator, or by a step of another journey.
  const isPaused = ({ definition, paused }: RunRecord) => states.get(definition) === 'paused' || paused !== undefined;
  return [
    ...runs.filter((run) => isStranded(run, world)).map((run) => `nothing brings it on: ${sayRun(run)}`),
    ...runs
      .filter((run) => isOverdue(run, now) && !isPaused(run))
      .map((run) => `what was due is not done: ${sayRun(run)}`),
    ...runs
      .filter((run) => run.status === 'parked' && !isPaused(run))
      .map((run) => `frozen for nobody: ${sayRun(run)}`),
    ...runs.flatMap((run) => faultsOfRun(run, { told, handed, now })),
  ];
}

/** A wait or a hold that is over, or nothing at all to wait for. */
function isOverdue({ status, held, wait }: RunRecord, now: string): boolean {
  if (status === 'ended' || status === 'parked') return false;
  const until = held?.until ?? wait?.due;
  return until === undefined || until <= now;
}

function faultsOfRun(
  run: RunRecord,
  { told, handed, now }: Pick<Lived, 'told' | 'handed'> & { now: string },
): string[] {
  const lines = told[`${run.contact} ${run.run}`] ?? [];
  const sent = handed.filter((one) => one.run === run.run && one.contact === run.contact);
  const ends = lines.filter(({ kind }) => kind === 'ended');
  const messages = lines.filter(
    ({ kind, outcome }) => kind === 'message' && (outcome === 'sent' || outcome === 'unknown'),
  );
  const perStep = Map.groupBy(messages, ({ step }) => step ?? '');
  const faults = [
    new Set(sent.map(({ key }) => key)).size < sent.length && 'one message is handed over twice',
    sent.length !== messages.length && `${sent.length} messages are handed over, ${messages.length} are told`,
    ...[...perStep].map(
      ([step, of]) =>
        of.length > (run.visits[step] ?? 1) && `${of.length} messages of ${step} in ${run.visits[step] ?? 1} visits`,
    ),
    lines.filter(({ kind }) => kind === 'entered').length !== 1 && 'it is not told once that they entered',
    ends.length !== (run.status === 'ended' ? 1 : 0) && `${ends.length} ends are told`,
    ends[0] && lines.some(({ at, kind }) => at > ends[0]!.at && kind !== 'goal') && 'something is told after the end',
    lines.some(({ at }) => at > now) && 'something is told that has not happened yet',
  ];
  return faults.filter((fault) => typeof fault === 'string').map((fault) => `${fault}: ${sayRun(run)}`);
}

const sayRun = ({ contact, run, definition, status, wait, held, cursor, end }: RunRecord): string =>
  `${contact} ${run} ${definition} ${status} at ${held?.step ?? wait?.step ?? cursor.next} ${end ? `${end.how} ${end.reason}` : (held?.until ?? wait?.due ?? '')}`;
