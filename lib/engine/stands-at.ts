/** Where a contact stands in their run: what an operator is shown, and where a move or another try finds them. */
import { lookTarget, stepOf, type Target } from '../language/graph.ts';
import { MISSED } from './hold.ts';
import type { RunRecord } from './run-record.ts';

/** A wait that is not over, what is held, or what comes next. */
export function standsAt({ held, wait, cursor }: RunRecord): Target {
  if (held && held.reason !== MISSED) return held.step;
  return wait?.step ?? lookTarget(cursor.next);
}

/** Where it failed. */
export const failedAt = ({ end, cursor }: RunRecord): Target => end?.node ?? lookTarget(cursor.step);

export const stepStood = (record: RunRecord): string => stepOf(standsAt(record));
