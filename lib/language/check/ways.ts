/** Follows every way through a definition, as the kinds say how they go on, also where it has mistakes. */
import type { CheckedStep } from '../checked.ts';
import { END, type Flow, type Target } from '../graph.ts';
import { stepKind } from '../registry.ts';
import type { ReadDefinition } from './definition-file.ts';
import type { Known } from './known.ts';
import { type FoundStep, placeKey } from './reading.ts';

export interface Way {
  to: Target;
  /** Whoever takes it has waited: time has passed for certain. */
  lasts?: boolean;
}

/** Node → where it may lead. A step's first node has the key of its path, for ids may be wrong or given twice. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

/** Every way that joined steps may take; what stands in a block of a step that nobody could read is not joined. */
export function waysThrough(definition: ReadDefinition, known: Known = {}): { start: Target; ways: Ways } {
  const { values, steps } = definition;
  const foundOf = new Map(steps.map((found) => [found.step, found]));
  const keyOf = keysById(steps);
  const ways = new Map<string, Way[]>();

  const block = (list: readonly CheckedStep[] | undefined, next: Target): Target =>
    (list ?? []).reduceRight<Target>((after, step) => {
      const found = foundOf.get(step);
      if (!found) return after;
      const key = placeKey(found.path);
      const failing = step['on-error'] ?? (stepKind(found.item.kind).run ? values['on-error'] : undefined);
      const detour = goToOf(failing).map((to) => ({ to: keyOf.get(to) ?? to }));
      const joined = found.item.isUsable
        ? waysOf(found, { next: after, block, keyOf, lasts: (journey) => lasts(journey, known) })
        : guessed(found, after, block, steps);
      ways.set(key, []);
      for (const [node, leads] of joined) ways.set(node, leads);
      ways.get(key)!.push(...detour);
      return key;
    }, next);

  return { start: block(values.steps, END), ways };
}

/** Everything that can be got to, the start included; by ways that `follows` only. */
export function reachOf(start: Target, ways: Ways, follows: (way: Way) => boolean = () => true): Set<string> {
  const reached = new Set<string>();
  const ahead = [start];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (reached.has(key)) continue;
    reached.add(key);
    for (const way of ways.get(key) ?? []) if (follows(way)) ahead.push(way.to);
  }
  return reached;
}

/** Where several steps have one id, the first of them. */
export const keysById = (steps: readonly FoundStep[]): Map<string, string> =>
  new Map(steps.toReversed().map((found) => [found.step.id, placeKey(found.path)]));

interface Joint {
  next: Target;
  block: Flow['block'];
  keyOf: ReadonlyMap<string, string>;
  /** Whether a journey that is called takes time for certain. */
  lasts(journey: string): boolean;
}

/** The nodes of one step, each with its ways. */
function waysOf({ step, item, path }: FoundStep, { next, block, keyOf, lasts }: Joint): Map<string, Way[]> {
  const kind = stepKind(item.kind);
  const own = placeKey(path);
  const nodes = new Map<string, Way[]>();
  // A further node is called `<id> <word>`; its key is made of the step's.
  const keyAt = (target: Target): string =>
    target === step.id || target.startsWith(`${step.id} `)
      ? own + target.slice(step.id.length)
      : (keyOf.get(target) ?? target);
  const join = (id: string, targets: readonly Target[], isWait = false) => {
    const ways: Way[] = targets.map((to) => ({ to: keyAt(to), ...(isWait && { lasts: true }) }));
    nodes.set(keyAt(id), ways);
    return ways;
  };
  const flow: Flow = {
    next,
    block: (list, after) => block(list, keyAt(after)),
    work: ({ id }, edges) => {
      join(id, Object.values(edges));
      return { does: 'work', id, task: 'run-step', edges };
    },
    wait: ({ id }, target) => {
      join(id, [target], kind.lasts);
      return { does: 'wait', id, next: target };
    },
    waitFor: ({ id }, awaits, { happened, limit }) => {
      join(id, [limit], true).push({ to: keyAt(happened) });
      return { does: 'wait-for', id, awaits, families: [], happened, limit };
    },
    choose: ({ id }, cases, otherwise) => {
      join(id, [...cases.map(({ to }) => to), otherwise]);
      return { does: 'choose', id, cases: cases.map((one) => ({ fact: '', ...one })), otherwise };
    },
    pass: ({ id }, target) => {
      join(id, [target]);
      return { does: 'pass', id, next: target };
    },
    stop: ({ id }, outcome) => {
      join(id, [END]);
      return { does: 'stop', id, outcome };
    },
    // A journey that is called comes back.
    journey: ({ id }, name) => {
      join(`${id} journey`, [next], lasts(name));
      return `${id} journey`;
    },
  };
  kind.toGraph(step, flow);
  if (step['only-if'] !== undefined) nodes.set(own, [...(nodes.get(own) ?? []), { to: next }]);
  return nodes;
}

/** Whoever calls the journey has waited when it comes back, whichever way they took through it. */
function lasts(journey: string, { definitions, ...known }: Known): boolean {
  const called = definitions?.get(journey)?.read;
  if (!called) return false;
  // Not looked up again inside itself: calls in a ring are a mistake of their own.
  const others = new Map([...(definitions ?? [])].filter(([name]) => name !== journey));
  const { start, ways } = waysThrough(called, { ...known, definitions: others });
  return !reachOf(start, ways, (way) => !way.lasts).has(END);
}

/** What could not be read may lead on, and into any block of its own. */
function guessed(
  found: FoundStep,
  next: Target,
  block: Flow['block'],
  steps: readonly FoundStep[],
): Map<string, Way[]> {
  const targets = [next, ...blocksOf(found, steps).map((list) => block(list, next))];
  return new Map([[placeKey(found.path), targets.map((to) => ({ to }))]]);
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
