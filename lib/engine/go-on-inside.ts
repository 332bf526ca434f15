/** Several steps in one Task: the contact goes from one to the next in memory, and one write says where they have come to. */
import type { Advance } from './advance.ts';
import { withLines } from './lines.ts';
import type { Passage } from './passage.ts';

/**
 * The passage at the next step, where that is one of the Task's own. Not written yet: whoever dies here begins the Task
 * anew, and each of its steps finds its effect by its key. What holds or fails a later step writes what is done with it.
 */
export function goOnInside(
  { after, ahead, rows = [], step }: Advance & { after: Passage },
  more: readonly string[],
): Passage | undefined {
  const { at, next, due, limit, facts, end, wait } = ahead;
  if (end || wait || !more.includes(next)) return undefined;
  const standing = ahead.record ?? after.record;
  const seq = standing.seq + 1;
  const record = withLines(standing, [...rows, ...ahead.rows], seq);
  // Nobody was given this place as the end of their Task: `from` is no one's.
  const cursor = { step, from: 0, seq, visit: 1, at, next, due, limit, facts };
  const held = record.held?.step === next ? record.held : undefined;
  return { ...after, record: { ...record, wait: undefined, held, cursor } };
}
