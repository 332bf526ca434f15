/** A field that can never hold a date would end every run that waits for it. */
import type { StepRule } from '../known.ts';
import { typeOfPath, typesOf } from '../path-types.ts';
import type { FoundStep } from '../reading.ts';
import type { Problem } from '../report.ts';
import { pathTo } from '../unknown-name.ts';

export const waitedForIsDate: StepRule = (found, definition, known) =>
  namedPaths(found, ['date']).flatMap(({ name, place }): Problem[] => {
    const type = typeOfPath(name, typesOf(known, definition));
    if (type !== 'yes-no' && typeof type !== 'object') return [];
    const holds = type === 'yes-no' ? 'yes or no' : `one of ${type.choices.join(', ')}`;
    const hint = 'Name a field of the type `date` or `moment`.';
    return [{ code: 'WM228', message: `\`${name}\` never holds a date: it is ${holds}.`, hint, path: place }];
  });

/** The paths that a step itself is about, each at its own place. */
export function namedPaths({ item, path, refersTo }: FoundStep, kinds: readonly string[] = ['path', 'date']) {
  return refersTo.flatMap(({ kind, name, at }) => {
    if (!kinds.includes(kind)) return [];
    const written = item.raw[at];
    const inside = Array.isArray(written) ? [written.indexOf(name)] : [];
    return [{ name, place: [...pathTo(item, path, at), ...inside] }];
  });
}
