/** What happens otherwise in the newer version: steps that came, went, stand elsewhere or do their work differently. */
import type { CheckedStep } from '../checked.ts';
import type { CheckedDefinition } from '../definition.ts';
import { titleOf } from '../step-words.ts';
import { type Change, quoted, type Said, sayChange } from './change.ts';
import { type PlacedStep, placesOf } from './places.ts';
import { compareValues } from './values.ts';

type StepChange = Omit<Change, 'of' | 'name'>;

/** In the order of the newer version; what is gone stands at the end. */
export function compareSteps(before: CheckedDefinition, after: CheckedDefinition): StepChange[] {
  const [was, is] = [placesOf(before.steps), placesOf(after.steps)];
  const oldOf = new Map(was.map((one) => [one.step.id, one]));
  const newOf = new Map(is.map((one) => [one.step.id, one]));
  const settled = settledIds(was, is);
  return [
    ...is.flatMap((now): StepChange[] => {
      const old = oldOf.get(now.step.id);
      const said = old
        ? [...(settled.has(now.step.id) ? [] : [sayMoved(old, now)]), ...compareStep(old.step, now.step)]
        : [sayStep('added', now)];
      return said.map((one) => ({ ...one, at: now.step.id, path: now.step.path }));
    }),
    ...was
      .filter(({ step }) => !newOf.has(step.id))
      .map((gone) => ({ ...sayStep('removed', gone), at: gone.step.id, path: gone.step.path })),
  ];
}

/** `send-sms: nudge is new in else of wait-for, behind send-email-help`. */
function sayStep(sign: 'added' | 'removed', placed: PlacedStep): Said {
  const title = quoted(titleOf(placed.step));
  if (sign === 'added') return { sign, what: 'step', after: title, says: `${title} is new ${sayPlace(placed)}` };
  return { sign, what: 'step', before: title, says: `${title} is gone, it was ${sayPlace(placed)}` };
}

function sayMoved(old: PlacedStep, now: PlacedStep): Said {
  const [before, after] = [sayPlace(old), sayPlace(now)];
  return { sign: 'moved', what: 'step', before, after, says: `stands ${after} now, it was ${before}` };
}

const sayPlace = ({ inside, behind }: PlacedStep): string =>
  [inside && `in ${inside}`, behind ? `behind ${behind}` : 'at the beginning'].filter(Boolean).join(', ');

const notCompared = new Set(['id', 'path', 'kind', 'head', 'on-error']);

/** Only what is told of the step itself: steps in its blocks are compared by themselves. */
function compareStep(old: CheckedStep, now: CheckedStep): Said[] {
  if (old.kind !== now.kind) {
    return [sayChange('kind', 'does other work', quoted(titleOf(old)), quoted(titleOf(now)))];
  }
  const options = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !notCompared.has(key));
  return [
    ...compareValues(Array.isArray(now.head) ? '' : now.kind, old.head, now.head),
    ...options.flatMap((key) => compareValues(key, old[key], now[key])),
    ...compareBranch('on-error', old['on-error'], now['on-error']),
  ];
}

export function compareBranch(label: string, old: string | undefined, now: string | undefined): Said[] {
  return old === now ? [] : [sayChange('branch', label, old, now)];
}

/** Steps that stand in their block as before, in front of and behind the same company. */
function settledIds(was: readonly PlacedStep[], is: readonly PlacedStep[]): Set<string> {
  const blockOf = new Map(was.map(({ step, block }, index) => [step.id, { block, index }]));
  const settled = new Set<string>();
  const inBlocks = Map.groupBy(is, ({ block }) => block);
  for (const [block, list] of inBlocks) {
    const stayed = list.filter(({ step }) => blockOf.get(step.id)?.block === block).map(({ step }) => step.id);
    for (const id of longestRising(stayed, (id) => blockOf.get(id)!.index)) settled.add(id);
  }
  return settled;
}

/** The longest part of a list whose members are in rising order: the fewest others have moved. */
function longestRising(ids: readonly string[], orderOf: (id: string) => number): string[] {
  // `best[n]`: the chain of n + 1 members that ends lowest.
  const best: { id: string; before?: { id: string; before?: unknown } }[] = [];
  for (const id of ids) {
    const at = best.findIndex((chain) => orderOf(chain.id) >= orderOf(id));
    const length = at < 0 ? best.length : at;
    best[length] = { id, before: best[length - 1] };
  }
  const members: string[] = [];
  for (let chain = best.at(-1); chain; chain = chain.before as typeof chain) members.push(chain.id);
  return members;
}
