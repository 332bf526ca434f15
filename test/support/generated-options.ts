/** Varies what a kind's example writes, by reading the kind's schema: durations, words of a choice, blocks, conditions. */
import fc from 'fast-check';
import type * as z from 'zod';
import type { StepKind } from '../../lib/language/define-step.ts';
import { readDuration } from '../../lib/language/durations.ts';
import type { Json, JsonMap } from '../../lib/language/json.ts';
import { markOf } from '../../lib/language/markers.ts';
import { acmeFiles } from './acme.ts';
import { aCondition } from './generated-conditions.ts';
import { later, type Scene } from './generated-steps.ts';

/** Where a list of steps stands inside a step: `['then']`, `['decide', 0, 'then']`. */
export interface Block {
  path: (string | number)[];
  /** It may be left out, which means: go on. */
  isOptional: boolean;
}

interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  entries?: Record<string, string>;
  shape?: Record<string, z.ZodType>;
}

const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

/** Through `optional` and defaults. */
function plain(schema: z.ZodType): z.ZodType {
  const { innerType } = defOf(schema);
  return innerType ? plain(innerType) : schema;
}

const markBelow = (schema: z.ZodType) => markOf(schema) ?? markOf(plain(schema));

const partsOf = (kind: StepKind): [string, z.ZodType][] => [
  [kind.kind, kind.head],
  ...Object.entries(kind.options.shape as Record<string, z.ZodType>),
];

/** The maps of a list that hold blocks or conditions: the paths of `decide`, the arms of `split`. */
function itemShape(schema: z.ZodType): Record<string, z.ZodType> | undefined {
  const { type, element } = defOf(plain(schema));
  const item = type === 'array' && element ? defOf(plain(element)) : undefined;
  return item?.shape && Object.values(item.shape).some((one) => markBelow(one)) ? item.shape : undefined;
}

/** Every place where steps may stand, whether the example uses it or not. */
export function blocksOf(kind: StepKind, step: JsonMap): Block[] {
  return partsOf(kind).flatMap(([key, schema]): Block[] => {
    if (markBelow(schema) === 'steps') return [{ path: [key], isOptional: schema.isOptional() }];
    const shape = itemShape(schema);
    const items = step[key];
    if (!shape || !Array.isArray(items)) return [];
    const keys = Object.keys(shape).filter((one) => markBelow(shape[one]!) === 'steps');
    return items.flatMap((_item, index) =>
      keys.map((one) => ({ path: [key, index, one], isOptional: shape[one]!.isOptional() })),
    );
  });
}

/** `undefined` takes the block out. */
export function setBlock(step: JsonMap, { path }: Block, list: JsonMap[] | undefined): void {
  const holder = path.slice(0, -1).reduce<Json | undefined>((at, key) => (at as JsonMap)[key as string], step);
  const key = String(path.at(-1));
  if (list) (holder as JsonMap)[key] = list;
  else delete (holder as JsonMap)[key];
}

const durations = [
  '1 hour',
  '3 days',
  '1 hour 30 minutes',
  '2 working days',
  '4 office hours',
  'P1D',
  '2 weeks',
  '1 month',
];

/** The example's step with other values; blocks are filled by the caller. */
export function variant(scene: Scene, kind: StepKind, example: JsonMap): JsonMap {
  const { g } = scene;
  const step = structuredClone(example);
  for (const [key, schema] of partsOf(kind)) {
    const shape = itemShape(schema);
    const items = step[key];
    if (markBelow(schema) === 'conditions') step[key] = conditionsFor(scene);
    else if (shape && Array.isArray(items)) step[key] = itemsFor(scene, shape, items as JsonMap[], key === kind.kind);
    else if (typeof items === 'string' && 'value' in readDuration(items)) step[key] = g(fc.constantFrom, ...durations);
    else if (key !== kind.kind && g(fc.nat, 5) === 0) step[key] = optionFor(scene, step, key, schema) ?? items;
  }
  if (kind.channel) step[kind.kind] = g(fc.constantFrom, ...templatesFor(kind.channel));
  Object.assign(step, more[kind.kind]?.(g));
  return JSON.parse(JSON.stringify(step));
}

const conditionsFor = (scene: Scene): Json =>
  scene.g(fc.boolean) ? aCondition(scene) : [aCondition(scene), aCondition(scene)];

/** As many paths as one likes, where a kind's head lists them; elsewhere the count belongs to what is written in them. */
function itemsFor(scene: Scene, shape: Record<string, z.ZodType>, items: JsonMap[], isHead: boolean): JsonMap[] {
  const count = isHead ? scene.g(fc.integer, { min: 1, max: 4 }) : items.length;
  return Array.from({ length: count }, (_, index) => {
    const item = structuredClone(items[index % items.length]!);
    for (const [key, schema] of Object.entries(shape)) {
      if (markBelow(schema) === 'conditions') item[key] = conditionsFor(scene);
    }
    return item;
  });
}

function optionFor(scene: Scene, step: JsonMap, key: string, schema: z.ZodType): Json | undefined {
  const { type, entries } = defOf(plain(schema));
  if (type === 'enum' && entries) return scene.g(fc.constantFrom, ...Object.values(entries));
  if (type === 'boolean') return step[key] === undefined ? undefined : scene.g(fc.boolean);
  if (key === 'fallback') later(scene, step, (id) => Object.assign(step, { [key]: id }));
  return undefined;
}

const templatesFor = (channel: string) =>
  Object.keys(acmeFiles).flatMap((path) => new RegExp(`^templates/([a-z-]+)\\.${channel}\\.`).exec(path)?.[1] ?? []);

const days: Json[] = ['weekdays', 'weekend', ['wed', 'fri']];

const moments: JsonMap[] = [
  ...['09:00', '14:00..16:00', '22:00..06:00', 'best-time'].map((head) => ({ 'wait-until': head })),
  { 'wait-until': 'start', after: '2 days', at: '09:00' },
  { 'wait-until': 'contact.renewalDate', before: '30 days', 'on-missing': 'continue' },
  { 'wait-until': ['contact.renewalDate', 'contact.firstName'], days: 'weekdays' },
  { 'wait-until': 'contact.renewalDate', after: '2 days', at: '09:00', 'on-missing': 'continue' },
  { 'wait-until': '02:30', grace: '6 hours' },
];

/** Sent once, or what answers the contact until it has arrived. */
const deliveries: JsonMap[] = [
  { delivery: undefined as never },
  { delivery: 'at-most-once' },
  { class: 'transactional', delivery: 'at-least-once' },
  { class: 'transactional', delivery: 'at-least-once', 'at-most': 3 },
];

/** What no schema tells: how a time of day is written, and which options go with which moment. */
const more: Record<string, (g: fc.GeneratorValue) => JsonMap> = {
  'send-email': (g) => g(fc.constantFrom, ...deliveries),
  'send-sms': (g) => g(fc.constantFrom, ...deliveries),
  wait: (g) => (g(fc.boolean) ? { at: g(fc.constantFrom, '09:00', '23:30'), days: g(fc.constantFrom, ...days) } : {}),
  'wait-until': (g) => ({ 'on-missing': undefined as never, ...g(fc.constantFrom, ...moments) }),
  'run-workflow': (g) =>
    g(
      fc.constantFrom<JsonMap[]>,
      { 'until-done': undefined as never },
      ...[undefined, '1 hour', '2 days'].map((limit) => ({ 'until-done': true, 'up-to': limit as string })),
    ),
};
