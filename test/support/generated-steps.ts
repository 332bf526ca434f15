/** Writes the steps of generated definitions: kinds in any order and depth, references only to what stands where it must. */
import fc from 'fast-check';
import type { JsonMap } from '../../lib/language/json.ts';
import { aCondition } from './generated-conditions.ts';
import { addLeaps } from './generated-leaps.ts';
import { type Block, blocksOf, setBlock, variant } from './generated-options.ts';
import {
  type DefinitionKind,
  type LearnedCondition,
  type LearnedStep,
  learnConditions,
  learnSteps,
  within,
} from './learned-kinds.ts';

/** A reference to a later step, written once it is known which come later. */
interface Ahead {
  step: JsonMap;
  number: number;
  write(id: string): void;
}

export interface Scene {
  g: fc.GeneratorValue;
  definition: DefinitionKind;
  /** How many steps may still be written. */
  left: number;
  named: number;
  steps: LearnedStep[];
  conditions: LearnedCondition[];
  sent: Set<string>;
  /** Kinds whose examples stand once in a definition, because their steps name each other. */
  used: Set<string>;
  ahead: Ahead[];
  ids: Map<JsonMap, string>;
  lists: Map<JsonMap, { kind: string; blocks: JsonMap[][] }>;
}

const DEEPEST = 3;
const ROOM_FOR_BLOCKS = 2;

export function buildSteps(g: fc.GeneratorValue, definition: DefinitionKind, mostSteps: number): JsonMap[] {
  const scene: Scene = {
    g,
    definition,
    left: mostSteps,
    named: 0,
    steps: learnSteps(definition),
    conditions: learnConditions(definition),
    sent: new Set(),
    used: new Set(),
    ahead: [],
    ids: new Map(),
    lists: new Map(),
  };
  const steps = aList(scene, { most: mostSteps, depth: 0, mayEnd: true });
  resolveAhead(scene, steps, []);
  addLeaps(scene, steps);
  return within(definition, steps) as JsonMap[];
}

function aList(scene: Scene, { most, depth, mayEnd }: { most: number; depth: number; mayEnd: boolean }): JsonMap[] {
  const list: JsonMap[] = [];
  do {
    const isLast = list.length + 1 >= most || scene.left <= 1;
    const learned = aKind(scene, { depth, mayEnd: mayEnd && isLast });
    list.push(...written(scene, learned, depth));
    if (learned.ends) break;
  } while (list.length < most && scene.left > 0);
  return list;
}

function aKind(scene: Scene, { depth, mayEnd }: { depth: number; mayEnd: boolean }): LearnedStep {
  const fitting = scene.steps.filter(
    ({ kind, unit, ends, needsWelcome }) =>
      (mayEnd || !ends) &&
      (!needsWelcome || scene.sent.has('welcome')) &&
      (unit.length === 1 || (depth === 0 && !scene.used.has(kind.kind))) &&
      ((depth < DEEPEST && scene.left > ROOM_FOR_BLOCKS) || blocksOf(kind, unit.at(-1)!).length === 0),
  );
  const lots = fitting.flatMap((one) => Array<LearnedStep>(lotsOf(one)).fill(one));
  return lots[scene.g(fc.nat, lots.length - 1)]!;
}

/** What parts contacts, lets time pass or writes to them is most of what authors write. */
const lotsOf = ({ kind, unit }: LearnedStep): number =>
  blocksOf(kind, unit.at(-1)!).length > 0 ? 4 : kind.channel ? 3 : kind.due ? 2 : 1;

function written(scene: Scene, { kind, unit }: LearnedStep, depth: number): JsonMap[] {
  scene.left -= unit.length;
  if (unit.length > 1) {
    scene.used.add(kind.kind);
    return structuredClone(unit);
  }
  const step = variant(scene, kind, unit[0]!);
  name(scene, step, kind.channel === undefined ? undefined : String(step[kind.kind]));
  const blocks = blocksOf(kind, step);
  // One way at least leads on, so that what follows is reached.
  const open = scene.g(fc.nat, Math.max(blocks.length - 1, 0));
  const lists = blocks.flatMap((block, index) => {
    const isLeftOut = index !== open && block.isOptional && (scene.left < 1 || scene.g(fc.nat, 3) === 0);
    if (!isLeftOut) return [fill(scene, step, block, { depth, mayEnd: index !== open })];
    setBlock(step, block, undefined);
    return [];
  });
  scene.lists.set(step, { kind: kind.kind, blocks: lists });
  if (scene.g(fc.nat, 9) === 0) step['only-if'] = aCondition(scene);
  if (kind.run && scene.g(fc.nat, 5) === 0) onError(scene, step);
  return [step];
}

function fill(scene: Scene, step: JsonMap, block: Block, { depth, mayEnd }: { depth: number; mayEnd: boolean }) {
  const outside = new Set(scene.sent);
  const list = aList(scene, { most: scene.g(fc.integer, { min: 1, max: 3 }), depth: depth + 1, mayEnd });
  scene.sent = outside;
  setBlock(step, block, list);
  return list;
}

/** The first message of a name keeps the id made from it, by which examples refer to it. */
function name(scene: Scene, step: JsonMap, template: string | undefined): void {
  if (template !== undefined) scene.sent.add(template);
  const isFirst = template === 'welcome' && !scene.used.has('welcome');
  if (isFirst) {
    scene.used.add('welcome');
    delete step['id'];
    scene.ids.set(step, 'send-email-welcome');
    return;
  }
  scene.named += 1;
  step['id'] = `s${scene.named}`;
  scene.ids.set(step, step['id']);
}

function onError(scene: Scene, step: JsonMap): void {
  step['on-error'] = scene.g(fc.constantFrom, 'stop', 'continue');
  if (scene.g(fc.boolean)) later(scene, step, (id) => Object.assign(step, { 'on-error': `go-to ${id}` }));
}

export function later(scene: Scene, step: JsonMap, write: Ahead['write']): void {
  scene.ahead.push({ step, number: scene.g(fc.nat, 99), write });
}

function resolveAhead(scene: Scene, list: JsonMap[], outside: string[]): void {
  const idOf = (step: JsonMap) => scene.ids.get(step) ?? [];
  list.forEach((step, index) => {
    const ahead = [...list.slice(index + 1).flatMap(idOf), ...outside];
    for (const { number, write } of scene.ahead.filter((one) => one.step === step)) {
      const id = ahead[number % Math.max(ahead.length, 1)];
      if (id !== undefined) write(id);
    }
    const { kind, blocks = [] } = scene.lists.get(step) ?? {};
    // Nobody jumps out of a round.
    for (const block of blocks) resolveAhead(scene, block, kind === 'repeat' ? [] : ahead);
  });
}
