/** What is gathered while a definition is read, each step, condition and trigger, for rules that look at the whole. */
import type { CheckedCondition, CheckedStep, CheckedTrigger } from '../checked.ts';
import type { Path } from '../diagnostics.ts';
import type { ReadItem } from './dispatch.ts';
import type { Fields } from './fields.ts';
import type { Report } from './report.ts';

/** What an item names in this definition or beside it; `at`: the key that does. */
export interface Reference {
  kind: string;
  name: string;
  at: string;
  channel?: string;
}

export interface FoundStep {
  step: CheckedStep;
  /** Its path, for maps. */
  key: string;
  /** The main value as text, by which other steps may name it. */
  main?: string;
  item: ReadItem;
  path: Path;
  /** Asked once, for many rules look at it; nothing where the item could not be read. */
  refersTo: readonly Reference[];
}

export interface FoundCondition {
  condition: CheckedCondition;
  item: ReadItem;
  path: Path;
  refersTo: readonly Reference[];
  /** Asked while a run is under way: of a step, a goal or an exit; the others are audiences and segments. */
  inRun: boolean;
}

/** Conditions that their author put together: all of them must hold. */
export interface FoundList {
  path: Path;
  found: FoundCondition[];
  /** Everything that is written there could be read. */
  isWhole: boolean;
}

export interface FoundTrigger {
  trigger: CheckedTrigger;
  item: ReadItem;
  path: Path;
  refersTo: readonly Reference[];
}

export interface PlacedFields {
  path: Path;
  fields: Fields;
}

export interface Reading {
  report: Report;
  /** Every step, blocks included, in the order written. */
  steps: FoundStep[];
  conditions: FoundCondition[];
  /** Also those inside `all`, `any` and `not`, under which they stand as their head. */
  lists: Map<CheckedCondition[], FoundList>;
  triggers: FoundTrigger[];
  /** There are more steps than anybody reads; those behind are left out. */
  isTooLong?: true;
  /** Something is nested too deep, and told. */
  isTooDeep?: true;
  /** Which schema reads the map at a path, so that a value YAML changed can be judged by what is wanted there. */
  fieldsAt: PlacedFields[];
}

export function createReading(report: Report): Reading {
  return { report, steps: [], conditions: [], lists: new Map(), triggers: [], fieldsAt: [] };
}

export const placeKey = (path: Path): string => JSON.stringify(path);
