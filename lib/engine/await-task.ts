/** Waits for what a colleague says to the follow-up that a step has made for them; the first word counts, said in time. */
import { stepOf, type WaitForNode } from '../language/graph.ts';
import type { Verdict } from './ask.ts';
import { followUpKey } from './ask-colleague.ts';
import type { Passage } from './passage.ts';
import type { Passed } from './passed.ts';

/** Read strongly: what was said before this run waited is found here. */
export async function taskClosed({ record, ports }: Passage, node: WaitForNode): Promise<Verdict & Passed> {
  const step = stepOf(node.id);
  const { word, closedAt, by } = (await ports.followUps.get(followUpKey(record, step))) ?? {};
  // What was said later than the limit was said too late, whoever hears of it first.
  const holds = word !== undefined && closedAt !== undefined && closedAt <= record.wait!.due;
  const answers = [{ asked: `word on ${step}`, holds, found: sayWord(word, by) }];
  if (!holds) return { holds, answers };
  return { holds, answers, outcome: word, output: { word, ...(by !== undefined && { by }), at: closedAt } };
}

const sayWord = (word: string | undefined, by: string | undefined): string =>
  word === undefined ? 'not yet' : by === undefined ? word : `${word} by ${by}`;
