/** Follows every way through a definition, as the kinds say how they go on, also where it has mistakes. */
import type { CheckedStep } from '../checked.ts';
import { END, type Flow, type Target } from '../graph.ts';
import { stepKind } from '../registry.ts';
import type { ReadDefinition } from './definition-file.ts';
import type { Known } from './known.ts';
import { once } from './once.ts';
import { type FoundStep, placeKey } from './reading.ts';

export interface Way {
  to: Target;
  /** Whoever takes it has waited: time has passed for certain. */
  lasts?: boolean;
}

/** Node → where it may lead. A step's first node has the key of its path, for ids may be wrong or given twice. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

/** Every way that joined steps may take; what stands in a block of a step that nobody could read is not joined. */
export const waysThrough = once((definition, known) => followWays(definition, (journey) => lasts(journey, known)));

/** `lasts`: whether a journey that is called takes time for certain. */
function followWays({ values, steps }: ReadDefinition, lasts: (journey: string) => boolean) {
  const foundOf = new Map(steps.map((found) => [found.step, found]));
  const keyOf = keysById(steps);
  const ways = new Map<string, Way[]>();

  const block = (list: readonly CheckedStep[] | undefined, next: Target): Target =>
    (list ?? []).reduceRight<Target>((after, step) => {
      const found = foundOf.get(step);
      if (!found) return after;
      const { key } = found;
      ways.set(key, []);
      if (found.item.isUsable) joinWays(found, { ways, next: after, block, keyOf, lasts });
      else ways.set(key, guessed(found, after, block, steps));
      const failing = step['on-error'] ?? (stepKind(found.item.kind).run ? values['on-error'] : undefined);
      for (const to of goToOf(failing)) ways.get(key)!.push({ to: keyOf.get(to) ?? to });
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
  new Map(steps.toReversed().map(({ step, key }) => [step.id, key]));

interface Joint {
  ways: Map<string, Way[]>;
  next: Target;
  block: Flow['block'];
  keyOf: ReadonlyMap<string, string>;
  lasts(journey: string): boolean;
}

/** The nodes of one step, each with its ways. */
function joinWays({ step, item, key: own }: FoundStep, { ways, next, block, keyOf, lasts }: Joint): void {
  const kind = stepKind(item.kind);
  const further = `${step.id} `;
  // A further node is called `<id> <word>`; its key is made of the step's.
  const keyAt = (target: Target): string =>
    target === step.id || target.startsWith(further)
      ? own + target.slice(step.id.length)
      : (keyOf.get(target) ?? target);
  const join = (id: string, targets: readonly Target[], isWait = false) => {
    const leads = targets.map((to): Way => (isWait ? { to: keyAt(to), lasts: true } : { to: keyAt(to) }));
    ways.set(keyAt(id), leads);
    return leads;
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
      return { does: 'choose', id, cases: [], otherwise };
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
  if (step['only-if'] !== undefined) ways.get(own)!.push({ to: next });
}

/** Whoever calls the journey has waited when it comes back, whichever way they took through it. */
function lasts(journey: string, known: Known, around: readonly string[] = []): boolean {
  // Not looked up again inside itself: calls in a ring are a mistake of their own.
  const called = around.includes(journey) ? undefined : known.definitions?.get(journey)?.read;
  if (!called) return false;
  const { start, ways } = followWays(called, (inner) => lasts(inner, known, [...around, journey]));
  return !reachOf(start, ways, (way) => !way.lasts).has(END);
}

/** What could not be read may lead on, and into any block of its own. */
function guessed(found: FoundStep, next: Target, block: Flow['block'], steps: readonly FoundStep[]): Way[] {
  const targets = [next, ...blocksOf(found, steps).map((list) => block(list, next))];
  return targets.map((to) => ({ to }));
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
