/** Which paths lead somewhere: what is known of the contact, the event, the input and the steps of a definition. */

import type { Settings } from '../project.ts';
import { didYouMean } from '../suggest.ts';
import { isRecordKind } from '../things.ts';
import type { ReadDefinition } from './definition-file.ts';
import type { Known } from './known.ts';
import { once } from './once.ts';
import { recordFields } from './record-fields.ts';
import { swapMeant } from './repairs.ts';
import type { Problem } from './report.ts';
import { dataOf } from './rules/events.ts';
import { fieldNames } from './rules/fields.ts';

/** Root → what may follow it; `undefined`: anything. */
export type PathScope = ReadonlyMap<string, readonly string[] | undefined>;

export const scopeOf = once((definition, known): PathScope => {
  const { input: inputs, subject } = definition.values;
  const isInputReadable = definition.raw['input'] === undefined || inputs !== undefined;
  return new Map<string, readonly string[] | undefined>([
    ...contactScope(known.settings),
    ['event', eventData(definition, known)],
    ['entry', ['family', 'name', 'channel']],
    ...(isRecordKind(subject) ? [[subject, recordFields(subject, known)] as const] : []),
    ['input', isInputReadable ? Object.keys(inputs ?? {}) : undefined],
    ...definition.steps.map(({ step }) => [step.id, undefined] as const),
  ]);
});

export const contactScope = (settings: Settings | undefined): PathScope => new Map([['contact', fieldNames(settings)]]);

/** What any of the triggers may bring along; a called workflow has the event of whoever called it. */
function eventData({ triggers, name, raw }: ReadDefinition, known: Known): string[] | undefined {
  if (!Array.isArray(raw['when']) || raw['when'].length === 0 || (name !== undefined && known.called?.has(name)))
    return undefined;
  if (triggers.length !== raw['when'].length) return undefined;
  const all = triggers.map(({ trigger }) => dataOf(trigger.kind, String(trigger.head), known));
  return all.includes(undefined) ? undefined : [...new Set(all.flatMap((data) => data ?? []))];
}

export function pathProblem(path: string, scope: PathScope): Omit<Problem, 'path'> | undefined {
  const [root = '', second] = path.split('.');
  const inside = scope.get(root);
  if (scope.has(root) && (second === undefined || inside === undefined || inside.includes(second))) return undefined;
  const code = 'WM216';
  if (scope.has(root)) {
    const known = inside ?? [];
    const paths = known.map((name) => `${root}.${name}`);
    const hint = near(path, paths) ?? `Known there: ${known.join(', ') || 'nothing'}.`;
    const message = `\`${path}\` leads nowhere: \`${root}\` has no \`${second}\`.`;
    return { code, message, hint, repair: swapMeant(path, paths) };
  }
  const about = isRecordKind(root) && `It is known in the runs of a workflow with \`subject: ${root}\`.`;
  const hint = about || (near(path, allPaths(scope)) ?? near(root, [...scope.keys()]));
  return {
    code,
    message: `\`${path}\` leads nowhere.`,
    hint: hint ?? `A path starts at one of: ${[...scope.keys()].join(', ')}.`,
    repair: swapMeant(path, allPaths(scope)),
  };
}

const near = (path: string, known: string[]) => didYouMean(path, known);

function allPaths(scope: PathScope): string[] {
  return [...scope].flatMap(([root, inside]) => inside?.map((name) => `${root}.${name}`) ?? []);
}
