/** Follows every way through a definition, as the kinds say how they go on, also where it has mistakes. */
import type { CheckedStep } from '../checked.ts';
import { END, type Flow, type Target } from '../graph.ts';
import { stepKind } from '../registry.ts';
import type { ReadDefinition } from './definition-file.ts';
import { type FoundStep, placeKey } from './reading.ts';

/** Step → where it may lead, by the key of its path: ids may be wrong, or given twice. */
export type Ways = ReadonlyMap<string, readonly Target[]>;

/** Every way that joined steps may take; what stands in a block of a step that nobody could read is not joined. */
export function waysThrough({ values, steps }: ReadDefinition): { start: Target; ways: Ways } {
  const foundOf = new Map(steps.map((found) => [found.step, found]));
  const keyOf = keysById(steps);
  const ways = new Map<string, Target[]>();

  const block = (list: readonly CheckedStep[] | undefined, next: Target): Target =>
    (list ?? []).reduceRight<Target>((after, step) => {
      const found = foundOf.get(step);
      if (!found) return after;
      const key = placeKey(found.path);
      const targets = [...waysOf(found, after, block, steps), ...goToOf(step['on-error'] ?? values['on-error'])];
      ways.set(
        key,
        targets.map((target) => keyOf.get(target) ?? target),
      );
      return key;
    }, next);

  return { start: block(values.steps, END), ways };
}

/** Everything that can be got to from a step, itself included. */
export function reachOf(start: Target, ways: Ways): Set<string> {
  const reached = new Set<string>();
  const ahead = [start];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (reached.has(key)) continue;
    reached.add(key);
    ahead.push(...(ways.get(key) ?? []));
  }
  return reached;
}

/** Where several steps have one id, the first of them. */
export const keysById = (steps: readonly FoundStep[]): Map<string, string> =>
  new Map(steps.toReversed().map((found) => [found.step.id, placeKey(found.path)]));

function waysOf(found: FoundStep, next: Target, block: Flow['block'], steps: readonly FoundStep[]): Target[] {
  const { step, item } = found;
  // What could not be read may lead on, and into any block of its own.
  if (!item.isUsable) return [next, ...blocksOf(found, steps).map((list) => block(list, next))];
  const targets: Target[] = step['only-if'] === undefined ? [] : [next];
  const flow: Flow = {
    next,
    block,
    work: ({ id }, edges) => {
      targets.push(...Object.values(edges));
      return { does: 'work', id, task: 'run-step', edges };
    },
    wait: ({ id }, target) => {
      targets.push(target);
      return { does: 'wait', id, next: target };
    },
    waitFor: ({ id }, awaits, { happened, limit }) => {
      targets.push(happened, limit);
      return { does: 'wait-for', id, awaits, families: [], happened, limit };
    },
    choose: ({ id }, cases, otherwise) => {
      targets.push(...cases.map(({ to }) => to), otherwise);
      return { does: 'choose', id, cases: cases.map((one) => ({ fact: '', ...one })), otherwise };
    },
    stop: ({ id }, outcome) => ({ does: 'stop', id, outcome }),
  };
  stepKind(item.kind).toGraph(step, flow);
  return targets;
}

/** The lists of steps that were found right inside a step. */
function blocksOf({ path }: FoundStep, steps: readonly FoundStep[]): CheckedStep[][] {
  const inside = steps.filter((other) => other.path.length > path.length && startsWith(other.path, path));
  const lists = new Map<string, CheckedStep[]>();
  for (const { step, path: at } of inside) {
    if (inside.some((other) => other.path.length < at.length && startsWith(at, other.path))) continue;
    const list = placeKey(at.slice(0, -1));
    lists.set(list, [...(lists.get(list) ?? []), step]);
  }
  return [...lists.values()];
}

export const startsWith = (path: FoundStep['path'], start: FoundStep['path']): boolean =>
  start.every((part, at) => path[at] === part);

/** The step behind `go-to`, if it is one. */
export function goToOf(onError: unknown): Target[] {
  return typeof onError === 'string' && onError.startsWith('go-to ') ? [onError.slice('go-to '.length)] : [];
}
