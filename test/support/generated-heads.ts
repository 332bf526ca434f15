/** Heads of generated definitions: who enters and how often, what ends a run, what counts as reached. */
import fc from 'fast-check';
import type { JsonMap } from '../../lib/language/json.ts';
import { type DefinitionKind, learnOutsideConditions, learnTriggers, within } from './learned-kinds.ts';

const agains = ['never', 'always', 'always', 'after 90 days', 'after 1 hour'];
const bys = ['14 days', '1 hour', '2 months', '90 days'];
const graces = ['30 minutes', '6 hours', '2 days'];
const zones = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

export function headOf(g: fc.GeneratorValue, kind: DefinitionKind): JsonMap {
  const sometimes = (percent: number) => g(fc.integer, { min: 1, max: 100 }) <= percent;
  const triggers = learnTriggers(kind).filter(() => sometimes(40));
  const hasOrder = triggers.some(({ item }) => item['event'] === 'order.paid');
  const goals = kind === 'journey' ? goalsOf(g) : {};
  const exits = endsOf(g, ['gone', 'lost'], 15);
  return within(kind, {
    ...(triggers.length > 0 && { when: triggers.map(({ item }) => item) }),
    ...(sometimes(20) && { if: outside(g) }),
    ...(sometimes(70) && { again: g(fc.constantFrom, ...agains) }),
    ...(hasOrder && sometimes(60) && { per: 'event.orderId' }),
    ...(sometimes(20) && { grace: g(fc.constantFrom, ...graces) }),
    ...(sometimes(20) && { due: 'shift' }),
    ...(sometimes(20) && { 'time-zone': g(fc.constantFrom, ...zones) }),
    ...(sometimes(30) && { 'on-error': g(fc.constantFrom, 'stop', 'continue') }),
    ...(sometimes(30) && {
      input: { reason: { type: 'text', default: 'none' } },
      output: { why: { from: 'input.reason' } },
    }),
    ...(Object.keys(goals).length > 0 && { goals }),
    ...(Object.keys(exits).length > 0 && { exit: exits }),
  }) as JsonMap;
}

/** The first ends the run, or is the last to be asked; others may only be counted. */
function goalsOf(g: fc.GeneratorValue): JsonMap {
  return Object.fromEntries(
    Object.entries(endsOf(g, ['reached', 'better'], 25)).map(([name, condition]) => [
      name,
      {
        ...(condition as JsonMap),
        ...(g(fc.nat, 3) > 0 && { by: g(fc.constantFrom, ...bys) }),
        ...(g(fc.boolean) && { 'ends-run': false }),
      },
    ]),
  );
}

const endsOf = (g: fc.GeneratorValue, names: string[], percent: number): JsonMap =>
  Object.fromEntries(
    names.filter(() => g(fc.integer, { min: 1, max: 100 }) <= percent).map((name) => [name, outside(g)]),
  );

/** One that may be asked where no run is, alone or joined with others. */
function outside(g: fc.GeneratorValue): JsonMap {
  const conditions = learnOutsideConditions();
  const one = () => conditions[g(fc.nat, conditions.length - 1)]!.item;
  switch (g(fc.nat, 5)) {
    case 0:
      return { not: one() };
    case 1:
      return { all: [one(), one()] };
    case 2:
      return { any: [one(), one()] };
    default:
      return one();
  }
}
