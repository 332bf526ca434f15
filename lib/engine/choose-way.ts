/** Decides which way a contact goes, and says why: by what holds of them, by the rounds walked, by lot. */
import type { ChooseNode, ChooseTest, Target } from '../language/graph.ts';
import { lotOf, sayShare } from '../language/share.ts';
import { wordOfCase, wordOtherwise } from '../language/ways-out.ts';
import { ask, sayAnswers } from './ask.ts';
import { askerAt } from './asker.ts';
import type { Passage } from './passage.ts';
import type { TimelineRow } from './ports.ts';

export interface Decision {
  to: Target;
  /** All of the Choice's, because a missing one would fail the execution. */
  facts: Record<string, boolean>;
  /** What the timeline is told; left out where it goes without saying. */
  says?: Pick<TimelineRow, 'kind' | 'outcome' | 'detail'>;
}

export async function chooseWay(node: ChooseNode, passage: Passage): Promise<Decision> {
  const facts: Decision['facts'] = {};
  const said: string[] = [];
  let taken: number | undefined;
  for (const [index, { fact, ...test }] of node.cases.entries()) {
    const tried = taken === undefined ? await tryCase(test, node, passage) : undefined;
    facts[fact] = tried?.holds ?? false;
    if (tried && tried.said !== said.at(-1)) said.push(tried.said);
    if (tried?.holds) taken = index;
  }
  const to = taken === undefined ? node.otherwise : node.cases[taken]!.to;
  return { to, facts, says: sayDecision(node, taken, said.join(' | ')) };
}

function sayDecision(node: ChooseNode, taken: number | undefined, detail: string): Decision['says'] {
  if (node.guards) return taken === undefined ? { kind: 'step', outcome: 'passed-over', detail } : undefined;
  if (node.silent) return undefined;
  // One more round says itself: its wait is told.
  if (taken !== undefined && node.cases[taken]!.rounds !== undefined) return undefined;
  return { kind: 'decided', outcome: taken === undefined ? wordOtherwise(node) : wordOfCase(node, taken), detail };
}

async function tryCase(
  test: ChooseTest,
  node: ChooseNode,
  passage: Passage,
): Promise<{ holds: boolean; said: string }> {
  const { record, version } = passage;
  if (test.if) {
    const { holds, answers } = await ask(test.if, askerAt(passage, node.id));
    return { holds, said: sayAnswers(answers) };
  }
  if (test.share) {
    const lot = lotOf(record.contact, `${version.name} ${node.id}`);
    return { holds: lot >= test.share.from && lot < test.share.to, said: `lot ${sayShare(lot)}` };
  }
  const round = record.rounds?.[node.id] ?? 1;
  return { holds: round <= test.rounds, said: `round ${round} of ${test.rounds + 1}` };
}
