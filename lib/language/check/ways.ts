/** Follows every way through a definition, as the kinds themselves say how they go on; also through one that has mistakes. */
import type { CheckedStep } from '../checked.ts';
import { END, type Flow, type Target } from '../graph.ts';
import { stepKind } from '../registry.ts';
import type { ReadDefinition } from './definition-file.ts';
import { type FoundStep, placeKey } from './reading.ts';

/** The steps that no contact can get to, by the key of their path: ids may be wrong, or given twice. */
export function unreachedSteps({ values, steps }: ReadDefinition): Set<string> {
  const foundOf = new Map(steps.map((found) => [found.step, found]));
  const keyOfId = new Map(steps.toReversed().map((found) => [found.step.id, placeKey(found.path)]));
  const ways = new Map<string, Target[]>();

  const block = (list: readonly CheckedStep[] | undefined, next: Target): Target =>
    (list ?? []).reduceRight<Target>((after, step) => {
      const found = foundOf.get(step);
      if (!found) return after;
      const key = placeKey(found.path);
      const targets = [...waysOf(found, after, block, steps), ...onErrorOf(step, values['on-error'])];
      ways.set(
        key,
        targets.map((target) => keyOfId.get(target) ?? target),
      );
      return key;
    }, next);

  const reached = new Set<string>();
  const ahead = [block(values.steps, END)];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (reached.has(key)) continue;
    reached.add(key);
    ahead.push(...(ways.get(key) ?? []));
  }
  // What stands in a block of a step that nobody could read was never joined, and is not judged.
  return new Set([...ways.keys()].filter((key) => !reached.has(key)));
}

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

function onErrorOf(step: CheckedStep, ofFile: unknown): Target[] {
  const written = step['on-error'] ?? ofFile;
  return typeof written === 'string' && written.startsWith('go-to ') ? [written.slice('go-to '.length)] : [];
}
