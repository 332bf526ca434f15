/** A journey that is used as a part of another one ends where its steps end: what would end it at any moment has no meaning there. */
import type { StepRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo } from '../unknown-name.ts';
import { callsOf } from './calls.ts';

export const partHasNoEnds: StepRule = (found, _definition, { definitions }) => {
  if (found.item.kind !== 'run-journey') return [];
  return callsOf(found).flatMap(({ name, at }): Problem[] => {
    const called = definitions?.get(name)?.read;
    const [ends] = (['goals', 'exit'] as const).filter((key) => called?.raw[key] !== undefined);
    if (called?.kind !== 'journey' || !ends) return [];
    const message = `\`${name}\` has ${ends === 'exit' ? 'exits' : 'goals'}, which would end the run of whoever calls it.`;
    const hint = 'Write them where the run begins, in this file, or wait for them there with `wait-for`.';
    return [{ code: 'WM480', message, hint, path: pathTo(found.item, found.path, at) }];
  });
};
