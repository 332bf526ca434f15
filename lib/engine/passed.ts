/** A run with one more step behind it: what comes next is decided on what that step has brought. */
import { stepOf, type Target } from '../language/graph.ts';
import type { JsonMap } from '../language/json.ts';
import { stepKind } from '../language/registry.ts';
import type { Version } from '../language/version.ts';
import type { Passage } from './passage.ts';
import type { RunRecord } from './run-record.ts';

export interface Passed {
  outcome?: string;
  /** `keptAs`: under which name, if not the step's. */
  output?: JsonMap;
  keptAs?: string;
  /** What settled a wait that may come again. */
  turn?: NonNullable<RunRecord['turns']>[string];
}

export function withPassed(passage: Passage, node: Target, passed: Passed): Passage {
  return { ...passage, record: recordPassed(passage, node, passed) };
}

export function recordPassed(
  { record, version, now }: Pick<Passage, 'record' | 'version' | 'now'>,
  node: Target,
  { outcome, output, keptAs, turn }: Passed,
): RunRecord {
  const step = stepOf(node);
  return {
    ...remembering(record, version, step, outcome, now),
    ...(isAskedFor(step, version) && { doneAt: { ...record.doneAt, [step]: now } }),
    ...(output && { outputs: { ...record.outputs, [keptAs ?? step]: output } }),
    ...(turn && version.graph.nodes[node]?.loops && { turns: { ...record.turns, [node]: turn } }),
  };
}

/** Since when is asked of steps that a condition names, and of those that ask people. */
const isAskedFor = (step: string, { graph }: Version): boolean => {
  const kind = graph.steps[step]?.kind;
  return graph.remembers?.includes(step) === true || (kind !== undefined && stepKind(kind).needs.includes(ASKS));
};

const ASKS = 'follow-ups:write';

/** How and when a step ended, for those that some condition asks about. */
export function remembering(
  record: RunRecord,
  { graph }: Version,
  step: string,
  outcome: string | undefined,
  at: string,
): RunRecord {
  if (outcome === undefined || !graph.remembers?.includes(step)) return record;
  const { outcomes, doneAt } = record;
  return { ...record, outcomes: { ...outcomes, [step]: outcome }, doneAt: { ...doneAt, [step]: at } };
}
