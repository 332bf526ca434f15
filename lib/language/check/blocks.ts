/** Reads what definitions are made of: steps, conditions and triggers, however deep they stand in each other. */
import type { CheckedCondition, CheckedStep, CheckedTrigger } from '../checked.ts';
import { conditionKinds } from '../conditions/index.ts';
import type { Goal } from '../definition.ts';
import { conditionKind, stepKind, triggerKind } from '../registry.ts';
import { stepOptions } from '../step-options.ts';
import { stepKinds } from '../steps/index.ts';
import { triggerKinds } from '../triggers/index.ts';
import { isMap, kindsOf, type ReadItem, readItem } from './dispatch.ts';
import { goalShape } from './goal-shape.ts';
import { idOf, mainValueOf } from './ids.ts';
import { type FoundCondition, placeKey, type Reading } from './reading.ts';
import { aValue } from './say-value.ts';
import type { Mark, Visit } from './schema-tree.ts';
import { sayEmpty } from './sentences.ts';

type Writable = (string | number)[];

const steps = kindsOf('step', '`- send-email: welcome`', stepKinds, stepOptions.shape);
const conditions = kindsOf('condition', '`{ field: plan, is: gold }`', conditionKinds);
const triggers = kindsOf('trigger', '`- event: trial.started`', triggerKinds);
const goals = kindsOf('condition', '`{ event: project.created, by: 14 days }`', conditionKinds, goalShape);

/** A machine of Step Functions holds a megabyte, and a picture of more steps nobody takes in. */
export const mostSteps = 500;

/** Deeper than this nobody reads a definition, and every reader of it would need a stack of its own. */
const deepest = 30;

/** Reads the parts of a value that a schema has marked. */
export function visitor(reading: Reading, inRun: boolean): Visit {
  return (plan, value, path) => ('mark' in plan ? readers[plan.mark](value, path, reading, inRun) : value);
}

const readers: Record<Mark, (value: unknown, path: Writable, reading: Reading, inRun: boolean) => unknown> = {
  steps: readSteps,
  conditions: readConditions,
  triggers: readTriggers,
  goal: readGoal,
};

export function readSteps(value: unknown, path: Writable, reading: Reading): CheckedStep[] {
  return listIn(value, path, reading, 'step').flatMap((item, index) => readStep(item, [...path, index], reading) ?? []);
}

function readStep(raw: unknown, path: Writable, reading: Reading): CheckedStep | undefined {
  if (reading.steps.length >= mostSteps) reading.isTooLong = true;
  if (reading.isTooLong) return undefined;
  // Its blocks are read with it and come behind it: an author reads from top to bottom.
  const place = reading.steps.length;
  const item = readItem(steps, raw, contextOf(path, reading, true));
  if (!item) return undefined;
  const { [item.kind]: head, ...options } = item.values;
  const id = idOf(item);
  const step: CheckedStep = { ...options, kind: item.kind, id, head, path };
  reading.fieldsAt.push({ path, fields: item.fields });
  const main = mainValueOf(item);
  const refersTo = item.isUsable ? (stepKind(item.kind).refersTo?.(step) ?? []) : [];
  reading.steps.splice(place, 0, {
    step,
    key: placeKey(path),
    item,
    path,
    refersTo,
    ...(main !== undefined && { main }),
  });
  return step;
}

/** One condition or a list of them; a list means all, and none at all would hold for everybody. */
export function readConditions(value: unknown, path: Writable, reading: Reading, inRun: boolean): CheckedCondition[] {
  const { note } = reading.report;
  if (isMap(value) && Object.keys(value).length > 0)
    return keepList(readCondition(value, path, reading, inRun), 1, path, reading);
  if (Array.isArray(value) && value.length > 0) {
    const found = value.flatMap((one, index) => readCondition(one, [...path, index], reading, inRun));
    return keepList(found, value.length, path, reading);
  }
  if (value === null) note(sayEmpty(path, 'the file'));
  else if (typeof value === 'object') {
    const hint = 'Write what must hold, or take the line out.';
    note({ code: 'WM314', message: 'An empty condition would hold for everybody.', hint, path, on: 'key' });
  } else {
    const hint = 'Write it like `{ field: plan, is: gold }`; there are no expressions.';
    note({
      code: 'WM313',
      message: `A condition is a map that begins with its kind, not ${aValue(value)}.`,
      hint,
      path,
    });
  }
  return [];
}

function readCondition(raw: unknown, path: Writable, reading: Reading, inRun: boolean): FoundCondition[] {
  const item = readItem(conditions, raw, contextOf(path, reading, inRun));
  return item ? [keepCondition(item, path, reading, inRun)] : [];
}

function keepCondition(item: ReadItem, path: Writable, reading: Reading, inRun: boolean): FoundCondition {
  const { [item.kind]: head, ...options } = item.values;
  const condition: CheckedCondition = { ...options, kind: item.kind, head, path };
  const refersTo = item.isUsable ? (conditionKind(item.kind).refersTo?.(condition) ?? []) : [];
  const found = { condition, item, path, refersTo, inRun };
  reading.fieldsAt.push({ path, fields: item.fields });
  reading.conditions.push(found);
  return found;
}

function keepList(found: FoundCondition[], written: number, path: Writable, reading: Reading): CheckedCondition[] {
  const list = found.map(({ condition }) => condition);
  const isWhole = found.length === written && found.every(({ item }) => item.isWhole);
  reading.lists.set(list, { path, found, isWhole });
  return list;
}

function readTriggers(value: unknown, path: Writable, reading: Reading): CheckedTrigger[] {
  return listIn(value, path, reading, 'trigger').flatMap((raw, index) => {
    const at = [...path, index];
    const item = readItem(triggers, raw, contextOf(at, reading, false));
    if (!item) return [];
    const { [item.kind]: head, ...options } = item.values;
    const trigger: CheckedTrigger = { ...options, kind: item.kind, head };
    const refersTo = item.isUsable ? (triggerKind(item.kind).refersTo?.(trigger) ?? []) : [];
    reading.fieldsAt.push({ path: at, fields: item.fields });
    reading.triggers.push({ trigger, item, path: at, refersTo });
    return [trigger];
  });
}

/** One condition, with the goal's own two options beside the condition's. */
function readGoal(value: unknown, path: Writable, reading: Reading): Goal | undefined {
  if (Array.isArray(value)) {
    const hint = 'Put the conditions under `all:` or `any:`.';
    reading.report.note({ code: 'WM304', message: 'A goal is one condition, not a list.', hint, path });
    return undefined;
  }
  const item = readItem(goals, value, contextOf(path, reading, true));
  if (!item) return undefined;
  const { by, 'ends-run': endsRun = true, ...values } = item.values;
  const found = [keepCondition({ ...item, values }, path, reading, true)];
  return {
    if: keepList(found, 1, path, reading),
    ...(by !== undefined && { by: by as Goal['by'] }),
    endsRun: endsRun === true,
  };
}

function contextOf(path: Writable, reading: Reading, inRun: boolean) {
  const { note } = reading.report;
  if (path.length > deepest) {
    const hint = 'Move inner steps to a workflow of their own.';
    if (!reading.isTooDeep)
      note({ code: 'WM315', message: 'This is nested too deep to be read by people.', hint, path });
    reading.isTooDeep = true;
    return { path, note: () => {}, visit: () => [], visitUnknown: () => {} };
  }
  return {
    path,
    note,
    visit: visitor(reading, inRun),
    visitUnknown(raw: Record<string, unknown>) {
      for (const key of ['then', 'else', 'steps']) {
        if (Array.isArray(raw[key])) readSteps(raw[key], [...path, key], reading);
      }
    },
  };
}

function listIn(value: unknown, path: Writable, { report }: Reading, what: string): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null) report.note(sayEmpty(path, 'the file'));
  else {
    const hint = isMap(value) ? `Put a dash before the ${what}: \`- …\`.` : undefined;
    const message = `A list of ${what}s is wanted here, not ${aValue(value)}.`;
    report.note({ code: 'WM312', message, hint, path, ...(isMap(value) && { repair: { do: 'list' } }) });
  }
  return [];
}
