/** Mail programs open messages by themselves, so whoever waits for an open should know what it is worth. */
import type { ConditionRule } from '../known.ts';

export const openedIsWeak: ConditionRule = ({ item, path }) => {
  if (item.kind !== 'opened') return [];
  const message = 'Opens are often made by machines, and many people block them.';
  return [
    {
      code: 'WM435',
      severity: 'warning',
      message,
      hint: 'Ask for `clicked` where you can.',
      path: [...path, item.headKey],
      on: 'key',
    },
  ];
};
