/** The conditions of a file as their author put them together, each list by itself, where all in it could be read. */
import type { CheckedCondition } from '../../checked.ts';
import type { FoundList, Reading } from '../reading.ts';

export interface AskedList extends FoundList {
  conditions: CheckedCondition[];
}

/** Lists that stand in no other condition, in the order written. */
export function askedLists(reading: Reading): AskedList[] {
  const inner = new Set<unknown>(reading.conditions.map(({ condition }) => condition.head));
  return [...reading.lists]
    .filter(([conditions]) => !inner.has(conditions) && isWhole(conditions, reading))
    .map(([conditions, list]) => ({ ...list, conditions }));
}

/** The list that a condition joins, if it joins one. */
export function joinedBy(condition: CheckedCondition, { lists }: Reading): FoundList | undefined {
  return lists.get(condition.head as CheckedCondition[]);
}

export function isWhole(conditions: CheckedCondition[], reading: Reading): boolean {
  const list = reading.lists.get(conditions);
  if (!list?.isWhole || conditions.length === 0) return false;
  return conditions.every(
    (condition) => !Array.isArray(condition.head) || !isJoiner(condition) || isWhole(condition.head, reading),
  );
}

export const isJoiner = ({ kind }: CheckedCondition): boolean => kind === 'all' || kind === 'any' || kind === 'not';
