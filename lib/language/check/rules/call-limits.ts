/** A limit on a wait that nobody makes would be believed, and never come. */
import type { StepRule } from '../known.ts';

export const limitHasWait: StepRule = ({ step, item, path }) => {
  if (item.kind !== 'run-workflow' || step['up-to'] === undefined || step['until-done'] === true) return [];
  const message = '`up-to` limits a wait, and this step starts the workflow and goes on.';
  const hint = 'Add `until-done: true`, or take `up-to` out.';
  return [{ code: 'WM481', message, hint, path: [...path, 'up-to'], on: 'key' }];
};
