/** What a new version does to people inside: their history, and where they stand, hang on the ids of steps. */
import type { CheckedStep, SourcePath } from '../checked.ts';
import { type Graph, stepOf } from '../graph.ts';
import { stepKind } from '../registry.ts';
import { titleOf } from '../step-words.ts';
import { nearestSurvivor } from './successor.ts';

export interface IdProblem {
  code: 'WM601' | 'WM602';
  severity: 'error' | 'warning';
  /** The step's id. */
  step: string;
  message: string;
  hint: string;
  /** Of a vanished step: where people who stand there go on; left out where the run ends as `journey-changed`. */
  successor?: string;
  /** In the newer version, if the step is there. */
  path?: SourcePath;
}

/** A version as far as ids go: its graph as the compiler joins it, and the topic that its messages have unless they say another. */
export interface Inside {
  graph: Graph;
  topic?: string;
}

/** An id that means something else is an error, one that is gone a warning. */
export function compareIds({ graph: before, topic: oldTopic }: Inside, { graph: after, topic }: Inside): IdProblem[] {
  const survives = (id: string): boolean => {
    const [old, now] = [before.steps[id], after.steps[id]];
    if (!old || !now || meaningOf(old) !== meaningOf(now)) return false;
    // A definition may change its topic, which is asked at each sending; a step that is given one of its own is another message.
    return old.topic === now.topic || (old.topic ?? oldTopic) === (now.topic ?? topic);
  };
  // As contacts meet them.
  const met = new Set([...Object.keys(before.nodes).map(stepOf), ...Object.keys(before.steps)]);
  return [...met].flatMap((id): IdProblem[] => {
    const old = before.steps[id];
    if (!old) return [];
    const now = after.steps[old.id];
    if (!now) return [sayVanished(old, nearestSurvivor(before, old.id, survives))];
    return survives(old.id) ? [] : [sayOther(old, now)];
  });
}

/**
 * What must stay as long as an id stays: the kind, and for a step with an effect what it names (template, segment,
 * definition, team). Conditions, lengths of time and wording may change: the step is still the same one.
 */
function meaningOf(step: CheckedStep): string {
  const kind = stepKind(step.kind);
  if (kind.policy === 'none') return step.kind;
  const isName = typeof step.head === 'string' && !/[\s{]/.test(step.head);
  return isName ? `${step.kind} ${step.head}` : step.kind;
}

function sayOther(old: CheckedStep, now: CheckedStep): IdProblem {
  const isTopic = titleOf(old) === titleOf(now);
  const [was, is] = isTopic
    ? [`topic ${old.topic ?? 'left out'}`, `topic ${now.topic ?? 'left out'}`]
    : [titleOf(old), titleOf(now)];
  const message = `The id \`${old.id}\` means something else now: it was \`${was}\` and is \`${is}\`.`;
  const hint =
    'Give the new step an `id` of its own: who has passed the old one would count as having had the new one.';
  return { code: 'WM601', severity: 'error', step: old.id, message, hint, ...(now.path && { path: now.path }) };
}

function sayVanished(old: CheckedStep, successor: string | undefined): IdProblem {
  const message = `The step \`${old.id}\` (${titleOf(old)}) is gone.`;
  const hint = successor
    ? `Runs that stand there when they are moved go on at \`${successor}\`.`
    : 'Runs that stand there when they are moved end with the reason `journey-changed`.';
  return { code: 'WM602', severity: 'warning', step: old.id, message, hint, ...(successor && { successor }) };
}
