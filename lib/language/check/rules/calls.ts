/** A call names a workflow that exists and hands over what it asks for, before a contact depends on it. */
import type { Json } from '../../json.ts';
import { shown } from '../../mistake.ts';
import { isReference } from '../../paths.ts';
import { didYouMean } from '../../suggest.ts';
import { isOfType } from '../definition-values.ts';
import { isMap } from '../dispatch.ts';
import type { Known, StepRule } from '../known.ts';
import type { FoundStep, Reference } from '../reading.ts';
import { writeMeant } from '../repairs.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const calledExists: StepRule = (found, definition, known) => {
  const { definitions } = known;
  const { item, path } = found;
  if (!definitions) return [];
  // `run-workflow` calls a workflow; what a step calls is the second half of its name.
  const wanted = item.kind.split('-').at(-1);
  return callsOf(found).flatMap(({ name, at }): Problem[] => {
    const place = pathTo(item, path, at);
    const called = definitions.get(name);
    if (!called) {
      const names = [...definitions].filter(([, one]) => one.kind === wanted).map(([one]) => one);
      const wayOut = `A new one is written in \`${wanted}s/${name}.yaml\`.`;
      return [unknownName({ code: 'WM211', what: wanted ?? 'definition', name, known: names, path: place, wayOut })];
    }
    if (called.kind !== wanted) {
      const message = `\`${name}\` is a ${called.kind}, and \`${item.kind}\` is for a ${wanted}.`;
      return [{ code: 'WM211', message, hint: `Name a ${wanted}.`, path: place }];
    }
    if (!startsRuns(item.kind)) return [];
    if (called.read?.values.draft && !definition.values.draft) {
      const message = `\`${name}\` is a draft, and nobody can be let into it.`;
      return [{ code: 'WM252', message, hint: `Take \`draft: true\` out of \`${name}\`.`, path: place }];
    }
    return inputProblems(found, name, known);
  });
};

/** The others speak to runs that are there. */
const startsRuns = (kind: string): boolean => kind.startsWith('run-') || kind.startsWith('start-');

/** Definitions of which the step begins a run. */
export const startsOf = (found: FoundStep): Reference[] => (startsRuns(found.item.kind) ? callsOf(found) : []);

export const callsOf = ({ refersTo }: FoundStep): Reference[] => refersTo.filter(({ kind }) => kind === 'definition');

function inputProblems({ step, item, path }: FoundStep, name: string, { definitions }: Known): Problem[] {
  const called = definitions?.get(name)?.read;
  const isReadable = called && (called.raw['input'] === undefined || called.values.input !== undefined);
  if (!isReadable || item.unread.includes('with')) return [];
  const inputs = new Map(Object.entries(called.values.input ?? {}));
  const given = isMap(step['with']) ? step['with'] : {};
  const missing = [...inputs].filter(([key, input]) => input.required && given[key] === undefined).map(([key]) => key);
  const problems: Problem[] = missing.map((key) => ({
    code: 'WM220',
    message: `\`${name}\` needs \`${key}\`, and nothing is handed over.`,
    hint: `Add \`with: { ${key}: … }\`.`,
    path: [...path, item.headKey],
    on: 'key',
  }));
  for (const [key, value] of Object.entries(given)) {
    const place = [...path, 'with', key];
    const input = inputs.get(key);
    if (!input) {
      const hint =
        didYouMean(key, inputs.keys()) ??
        (inputs.size > 0 ? `It takes: ${[...inputs.keys()].join(', ')}.` : 'It takes none.');
      problems.push({
        code: 'WM220',
        message: `\`${name}\` has no input called \`${key}\`.`,
        hint,
        repair: writeMeant(
          key,
          [...inputs.keys()].filter((input) => !Object.hasOwn(given, input)),
        ),
        path: place,
        on: 'key',
      });
    } else if (!isDynamic(value) && !isOfType(value as Json, input.type)) {
      const hint = `It takes a ${input.type}.`;
      problems.push({
        code: 'WM220',
        message: `${shown(value)} is no ${input.type}, as \`${name}\` wants for \`${key}\`.`,
        hint,
        path: place,
      });
    }
  }
  return problems;
}

const isDynamic = (value: unknown) => isReference(value) || (typeof value === 'string' && value.includes('{'));
