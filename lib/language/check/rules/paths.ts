/** Every path that a text or a value follows must lead somewhere, or the contact reads "Hello ," instead of a name. */
import type { Path } from '../../diagnostics.ts';
import { isReference } from '../../paths.ts';
import { isMap } from '../dispatch.ts';
import type { DefinitionRule, StepRule } from '../known.ts';
import { type PathScope, pathProblem, scopeOf } from '../path-scope.ts';
import type { Problem } from '../report.ts';
import { hasLiquid, liquidIn } from '../text-problems.ts';
import { namedPaths } from './dates.ts';

export const stepPathsLead: StepRule = (found, definition, known) => {
  const { item, path } = found;
  const scope = () => scopeOf(definition, known);
  const named = namedPaths(found).flatMap(({ name, place }) => leads(name, place, scope()));
  const shown = Object.keys(item.raw).filter(
    (key) => mayLead(item.raw[key]) && !item.fields.byKey.get(key)?.plan && !plainOptions.has(key),
  );
  const written = shown.flatMap((key) =>
    problemsIn(item.raw[key], [...path, key === item.kind ? item.headKey : key], scope),
  );
  return [...named, ...written];
};

const mayLead = (value: unknown) => (typeof value === 'string' ? hasLiquid(value) : typeof value === 'object');

const plainOptions = new Set(['id', 'note', 'on-error']);

// Few steps follow a path at all, so where paths lead is asked only for those.
function problemsIn(value: unknown, path: (string | number)[], scope: () => PathScope): Problem[] {
  if (typeof value === 'string') return hasLiquid(value) ? liquidIn(value, path, scope()) : [];
  if (isReference(value) && typeof value.from === 'string') return leads(value.from, [...path, 'from'], scope());
  if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, [...path, index], scope));
  if (isMap(value)) return Object.entries(value).flatMap(([key, item]) => problemsIn(item, [...path, key], scope));
  return [];
}

function leads(written: string, path: Path, scope: PathScope): Problem[] {
  const problem = pathProblem(written, scope);
  return problem ? [{ ...problem, path }] : [];
}

export const headPathsLead: DefinitionRule = (definition, known) => {
  const { values } = definition;
  const scope = () => scopeOf(definition, known);
  const perEvent = typeof values.per === 'string' ? leads(values.per, ['per'], scope()) : [];
  const output = Object.entries(values.output ?? {}).flatMap(([name, { from }]) =>
    leads(from, ['output', name, 'from'], scope()),
  );
  return [...perEvent, ...output];
};
