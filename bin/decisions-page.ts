/** Which words of the language answer which need, read from the examples themselves, each with the file that is played. */
import { checkProject } from '../lib/language/check/project.ts';
import type { CheckedDefinition } from '../lib/language/definition.ts';
import { anchor } from '../lib/language/reference/markdown.ts';
import { stepKind } from '../lib/language/registry.ts';
import { type CapabilityExample, EXAMPLES } from '../test/support/capability-examples.ts';

const groups = [
  { title: 'What starts a run', upTo: 'C028' },
  { title: 'Who gets a message, and who does not', upTo: 'C042' },
  { title: 'Decisions', upTo: 'C072' },
  { title: 'Delays, stops, exits and goals', upTo: 'C081' },
];

export function decisionsPage(examples: readonly CapabilityExample[]): string {
  const tables = groups.map(({ title, upTo }, index) => {
    const after = groups[index - 1]?.upTo ?? '';
    return `## ${title}\n\n${tableOf(examples.filter(({ id }) => id > after && id <= upTo))}`;
  });
  return [
    `<!-- Written by \`npm run docs\` from \`${EXAMPLES}\`: change those, not this page. -->`,
    '# What can be decided',
    'Each line is a need, the [words](language.md) that answer it and an example: a small definition and what a contact lives through with it, one way and the other. The tests play every example on both engines.',
    ...tables,
  ]
    .join('\n\n')
    .concat('\n');
}

const tableOf = (examples: readonly CapabilityExample[]): string =>
  [
    '| example | what it shows | words |',
    '|---|---|---|',
    ...examples.map(
      (one) => `| [${one.id}](../${EXAMPLES}/${one.id}.yaml) | ${one.says} | ${wordsIn(one).join(' · ')} |`,
    ),
  ].join('\n');

/** Of what decides, waits or ends; what is done besides is only there to be seen. */
function wordsIn({ id, files, settings, own }: CapabilityExample): string[] {
  const parts = Object.entries(files).map(([path, text]) => ({ path: `statemachines/${path}`, text }));
  const { definitions, diagnostics } = checkProject(parts);
  if (own) return [stepWord('if'), `\`${own}\` ([its file](../${EXAMPLES}/${own}.ts))`];
  const [wrong] = diagnostics.filter(({ severity }) => severity === 'error');
  if (wrong) throw new Error(`${wrong.file}:${wrong.line} ${wrong.message}`);
  const found = new Map<string, Set<string>>();
  for (const key of settings) found.set(settingWord(key), new Set());
  for (const definition of definitions) collectorOf(id)(definition, found);
  return [...found].map(([word, options]) => (options.size > 0 ? `${word} (${[...options].join(', ')})` : word));
}

const stepWord = (kind: string) => `[\`${kind}\`](language.md#${anchor(kind)})`;
const triggerWord = (kind: string) => `[\`${kind}\`](language.md#${anchor(`${kind} (trigger)`)})`;
const conditionWord = (kind: string) => `[\`${kind}\`](language.md#${anchor(`${kind} (condition)`)})`;

const settingWord = (key: string) => `[\`${key}\`](language.md#${anchor('waymark.yaml (file)')})`;

const collectorOf = (id: string) => (id <= 'C028' ? collectTriggers : id <= 'C042' ? collectSends : collect);

type Found = Map<string, Set<string>>;

function collect({ per, exit, goals, steps, if: audience }: CheckedDefinition, found: Found): void {
  const note = (word: string) => found.set(word, found.get(word) ?? new Set());
  if (Object.keys(goals).length > 0) note('`goals`');
  if (Object.keys(exit).length > 0) note('`exit`');
  if (per !== undefined) note('`per`');
  for (const part of [steps, goals, exit, audience]) visit(part, found);
}

/** Of what starts a run; what the run does is only there to be seen. */
function collectTriggers({ when, per }: CheckedDefinition, found: Found): void {
  for (const { kind, head: _, ...options } of when) {
    const word = triggerWord(kind);
    found.set(word, new Set([...(found.get(word) ?? []), ...Object.keys(options)]));
  }
  if (per !== undefined) found.set('`per`', new Set());
}

/** Of what keeps messages back or lets them go; what is as usual is not told. */
function collectSends({ steps }: CheckedDefinition, found: Found): void {
  visit(steps, found, [...shownGroups, 'message', 'contact']);
}

const usualOfSends = { class: 'marketing', 'on-blocked': 'continue', 'in-quiet-hours': 'hold' };

const shownGroups = ['flow', 'people', 'definition'];
const unshown = new Set([
  'kind',
  'head',
  'id',
  'path',
  'scope',
  'note',
  'then',
  'else',
  'steps',
  'arms',
  'text',
  'to',
  'due',
]);

/** Steps have an id, conditions have none. */
function visit(value: unknown, found: Found, groups: readonly string[] = shownGroups): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && 'kind' in value && 'head' in value) {
    const kind = String(value.kind);
    const isStep = 'id' in value;
    const options = Object.entries(value)
      .filter(([key, said]) => !unshown.has(key) && usualOfSends[key as keyof typeof usualOfSends] !== said)
      .map(([key]) => key);
    if (!isStep || groups.includes(stepKind(kind).group)) {
      const word = isStep ? stepWord(kind) : conditionWord(kind);
      found.set(word, new Set([...(found.get(word) ?? []), ...options.filter((key) => key !== 'only-if')]));
    }
    if (isStep && options.includes('only-if')) found.set('`only-if`', new Set());
  }
  for (const inner of Object.values(value)) visit(inner, found, groups);
}
