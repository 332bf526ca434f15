/** Opens a wait, a decision or an end that has no Task in front of it, so that it is decided on what holds now. */
import { lookTarget } from '../language/graph.ts';
import { advance } from './advance.ts';
import { lookAhead } from './look-ahead.ts';
import type { Passage } from './passage.ts';
import type { RunRecord } from './run-record.ts';

export async function lookAgain(passage: Passage, task: { step: string; seq: number }): Promise<RunRecord | undefined> {
  const ahead = await lookAhead(passage, lookTarget(task.step));
  return advance(passage, { step: task.step, from: task.seq, ahead });
}
