/** Answers a run's one timer: its time has come, or whoever worked on it is dead; nobody is left standing either way. */
import { closedStretch } from './open-stretch.ts';
import { isPaused } from './park-run.ts';
import type { EnginePorts } from './ports.ts';
import { countFault } from './recover-run.ts';
import { bringOn } from './rest.ts';
import { restartRun } from './restart-run.ts';
import type { RunRef } from './run-record.ts';
import { deadlineOf, isSoon, restsUntil, setTimer } from './stretch.ts';

/** What Step Functions calls it when an execution has taken too long. */
const TIMED_OUT = 'States.Timeout';

/** Only the record says what is due: a timer that rings early, twice, or for what is over is set again, or forgotten. */
export async function takeTimer(ref: RunRef, ports: EnginePorts): Promise<void> {
  const record = await ports.runs.get(ref);
  if (!record) return ports.schedules.clear(ref);
  if (!record.stretch) return;
  if (record.status === 'parked') {
    // A resume starts what is parked; this one came between its look and the parking, or died half-way.
    if (!(await isPaused(record, ports))) await restartRun(ref, ports, 'parked');
    return;
  }
  if (!record.stretch.isOpen) {
    const until = restsUntil(record);
    // In a pause nothing is looked back upon: what is not due yet rings again.
    const isEarly = until !== undefined && !isSoon(record, ports.clock.now());
    if (isEarly && (await isPaused(record, ports))) return setTimer(record, until, ports);
    return bringOn(record, ports);
  }

  const deadline = deadlineOf(record.stretch.openedAt ?? record.startedAt);
  if (ports.clock.now() < deadline) return setTimer(record, deadline, ports);
  await countFault(record, TIMED_OUT, ports);
  const counted = (await ports.runs.get(ref)) ?? record;
  const isStillItsOwn = counted.stretch?.isOpen && counted.owner === record.owner;
  if (!isStillItsOwn) return bringOn(counted, ports);
  const closed = closedStretch(counted);
  if ((await ports.runs.write(closed, counted.seq)) === 'lost') return takeTimer(ref, ports);
  return bringOn(closed, ports);
}
