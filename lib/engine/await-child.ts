/** Waits for the end of a run that a step has started, whatever it ended by; its word and its values become the step's. */
import { stepOf, type WaitForNode } from '../language/graph.ts';
import type { Verdict } from './ask.ts';
import type { Passage } from './passage.ts';
import type { Passed } from './passed.ts';
import type { RunRecord, RunRef } from './run-record.ts';

const childOf = ({ outputs }: RunRecord, { id }: WaitForNode): RunRef => String(outputs[stepOf(id)]?.run);

/** What its end is told under. */
export const familiesOfChild = (record: RunRecord, node: WaitForNode): string[] => [`run:${childOf(record, node)}`];

/** Read strongly: an end that was told before this run waited is found here. */
export async function childEnded({ record, ports }: Passage, node: WaitForNode): Promise<Verdict & Passed> {
  const child = await ports.runs.get(childOf(record, node));
  const end = child?.end;
  // What ended later than the limit ended too late, whoever hears of it first.
  const holds = end !== undefined && end.at <= record.wait!.due;
  const answers = [{ asked: `end of ${child?.definition}`, holds, found: end?.reason ?? 'not yet' }];
  const output = { ...record.outputs[stepOf(node.id)], ...child?.output };
  return { holds, answers, outcome: end?.reason, output };
}
