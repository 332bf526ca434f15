/** Opens a wait, a decision or an end that has no Task in front of it, so that it is decided on what holds now. */
import { lookTarget } from '../language/graph.ts';
import { advance } from './advance.ts';
import { doWork, type Work } from './do-work.ts';
import { goOnInside } from './go-on-inside.ts';
import { lookAhead } from './look-ahead.ts';
import type { Passage } from './passage.ts';
import type { RunRecord } from './run-record.ts';

export async function lookAgain(passage: Passage, { step, seq, more = [] }: Work): Promise<RunRecord | undefined> {
  const done = { step, from: seq, ahead: await lookAhead(passage, lookTarget(step)) };
  const inside = goOnInside({ ...done, after: passage }, more);
  return inside ? doWork(inside, { step: inside.record.cursor.next, seq, more }) : advance(passage, done);
}
