/** A condition that never holds, or always, decides nothing: what stands behind it reaches nobody, or was meant for fewer. */
import type { CheckedCondition } from '../../checked.ts';
import type { DefinitionRule } from '../known.ts';
import { askedLists, isJoiner, joinedBy } from '../logic/asked-lists.ts';
import { alwaysHolds, neverHolds, type TypeOf } from '../logic/verdict.ts';
import { typeFinder } from '../path-types.ts';
import type { FoundCondition, FoundList, Reading } from '../reading.ts';
import type { Problem } from '../report.ts';
import type { ProjectRule } from './project-rule.ts';

export const conditionsDecide: DefinitionRule = (definition, known) =>
  decidedProblems(definition, typeFinder(known, definition));

export const segmentsDecide: ProjectRule = ({ segments, settingsReading }, known) =>
  [...segments, ...(settingsReading ? [settingsReading] : [])].flatMap((segment) =>
    decidedProblems(segment, typeFinder(known)).map((problem) => ({ report: segment.report, problem })),
  );

function decidedProblems(reading: Reading, typeOf: TypeOf): Problem[] {
  return askedLists(reading).flatMap((list) => problemsIn(list, { reading, typeOf }));
}

interface Judging {
  reading: Reading;
  typeOf: TypeOf;
}

/** Told where it is smallest: of a list that cannot hold, the first member with which it cannot. */
function problemsIn({ found }: FoundList, judging: Judging): Problem[] {
  const inside = found.flatMap((one) => problemsOf(one, judging));
  if (inside.length > 0 || found.length < 2) return inside;
  const conditions = found.map(({ condition }) => condition);
  if (!neverHolds(conditions, judging.typeOf)) return [];
  const last = found.findIndex((_, index) => neverHolds(conditions.slice(0, index + 1), judging.typeOf));
  return [never(found[last]!, 'This can never hold together with what stands before it.')];
}

function problemsOf(found: FoundCondition, judging: Judging): Problem[] {
  const { condition } = found;
  if (!isJoiner(condition)) {
    return neverHolds([condition], judging.typeOf) ? [never(found, 'No value meets all of these comparisons.')] : [];
  }
  const list = joinedBy(condition, judging.reading);
  const inside = list ? insideOf(condition, list, judging) : [];
  if (inside.length > 0) return inside;
  if (neverHolds([condition], judging.typeOf)) return [never(found, 'This can never hold.')];
  if (condition.kind === 'all' || !alwaysHolds([condition], judging.typeOf)) return [];
  const message = 'This always holds, so it decides nothing.';
  const hint = 'Take it out, or ask for what you meant.';
  return [{ code: 'WM471', message, hint, path: placeOf(found), on: 'key' }];
}

/** Members of `any` do not stand together. */
const insideOf = ({ kind }: CheckedCondition, list: FoundList, judging: Judging): Problem[] =>
  kind === 'any' ? list.found.flatMap((one) => problemsOf(one, judging)) : problemsIn(list, judging);

const never = (found: FoundCondition, message: string): Problem => ({
  code: 'WM470',
  message,
  hint: 'Take one of them out; where either will do, put them under `any:`.',
  path: placeOf(found),
  on: 'key',
});

const placeOf = ({ item, path }: FoundCondition) => [...path, item.headKey];
