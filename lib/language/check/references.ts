/** Finds the step a word stands for, its id or its main value alone, and writes the id into the checked definition. */
import type { Path } from '../diagnostics.ts';
import { slug } from '../names.ts';
import { suggest } from '../suggest.ts';
import type { ReadDefinition } from './definition-file.ts';
import type { FoundStep } from './reading.ts';
import { swapMeant } from './repairs.ts';
import type { Problem } from './report.ts';
import { replacePlanned } from './schema-tree.ts';
import { goToOf } from './ways.ts';

/** Every place that names a step of this definition is given that step's id; what names none is reported. */
export function resolveReferences(definition: ReadDefinition): void {
  const { steps, conditions, values, report } = definition;
  const resolve = (name: string, path: Path) => {
    const found = findStep(name, steps);
    if ('id' in found) return found.id;
    report.note({ ...sayUnfound(name, found.candidates, definition), path });
    return name;
  };

  for (const found of steps) {
    const { step, path } = found;
    const onError = resolveOnError(step['on-error'], [...path, 'on-error'], resolve);
    if (onError !== undefined) step['on-error'] = onError;
    eachReference(found, resolve);
  }
  for (const found of conditions) {
    const { condition, item, path, inRun, refersTo } = found;
    if (inRun && refersTo.some(({ kind }) => kind === 'step' || kind === 'outcome')) {
      const name = resolve(String(condition.head), [...path, item.headKey]);
      condition.head = name;
      found.refersTo = refersTo.map((one) => ({ ...one, name }));
    }
    const { since } = condition;
    if (typeof since === 'string' && !moments.has(since)) condition.since = resolve(since, [...path, 'since']);
  }
  const onError = resolveOnError(values['on-error'], ['on-error'], resolve);
  if (onError !== undefined) values['on-error'] = onError;
}

/** Visits what a step's options name as steps, and puts in its place what comes back. */
export function eachReference(
  { step, item, path }: FoundStep,
  visit: (name: string, path: (string | number)[]) => string,
): void {
  for (const [key, plan] of item.fields.naming) {
    const value = key === item.kind ? step.head : step[key];
    if (value === undefined || isOwn(key)) continue;
    const visited = replacePlanned(plan, value, [...path, key], (part, inner, at) =>
      'namesStep' in part && typeof inner === 'string' ? visit(inner, at) : inner,
    );
    if (key !== item.kind) step[key] = visited;
    else step.head = visited;
  }
}

/** What a history may count from without naming a step. */
const moments = new Set(['start', 'ever']);

// `id` has the form of a reference and is none.
const isOwn = (key: string) => key === 'id' || key === 'only-if' || key === 'on-error';

function resolveOnError(written: unknown, path: Path, resolve: (name: string, path: Path) => string) {
  const [name] = goToOf(written);
  return name === undefined ? undefined : `go-to ${resolve(name, path)}`;
}

/** By id first; a main value counts where only one step has it. */
export function findStep(name: string, steps: readonly FoundStep[]): { id: string } | { candidates: FoundStep[] } {
  const byId = steps.find(({ step }) => step.id === name);
  if (byId) return { id: name };
  const byMain = stepsCalled(name, steps);
  return byMain.length === 1 ? { id: byMain[0]!.step.id } : { candidates: byMain };
}

/** Those whose main value reads like the name; what only leads there (`go-to: nudge`) is not called like that itself. */
export function stepsCalled(name: string, steps: readonly FoundStep[]): FoundStep[] {
  return steps.filter(
    ({ main, item }) => main !== undefined && (main === name || slug(main) === name) && !isReferenceItself(item),
  );
}

function isReferenceItself({ kind, fields }: FoundStep['item']): boolean {
  const plan = fields.byKey.get(kind)?.plan;
  return plan !== undefined && 'namesStep' in plan;
}

function sayUnfound(
  name: string,
  candidates: FoundStep[],
  { kind, steps, report }: ReadDefinition,
): Omit<Problem, 'path'> {
  if (candidates.length > 0) {
    const ids = candidates.map(({ step, path }) => `\`${step.id}\` (${report.placeText(path)})`).join(' or ');
    return { code: 'WM205', message: `\`${name}\` may be several steps.`, hint: `Write the id: ${ids}.` };
  }
  const message = `\`${name}\` names no step of this ${kind}.`;
  const known = new Map(
    steps.flatMap(
      (found) => [[found.step.id, found], ...(found.main ? [[slug(found.main), found]] : [])] as [string, FoundStep][],
    ),
  );
  const meant = suggest(name, known.keys());
  const at = meant === undefined ? undefined : known.get(meant);
  const all = steps.map(({ step }) => step.id);
  const list = all.length > 8 ? `${all.slice(0, 8).join(', ')}, …` : all.join(', ');
  const hint = at
    ? `Did you mean \`${meant}\` (${report.placeText(at.path)})? Steps here: ${list}.`
    : `Steps here: ${list}.`;
  return { code: 'WM203', message, hint, repair: swapMeant(name, known.keys()) };
}
