/** The reference as one page to read, search and link to. */
import type { Entry } from './entry.ts';
import type { Field } from './fields.ts';

type Groups = ReadonlyMap<string, readonly Entry[]>;

export const languagePage = (groups: Groups): string =>
  `${[
    '<!-- Written by `npm run docs` from the kinds themselves: change those, not this page. -->',
    '# The language',
    'Every word that a definition may hold. An item of a list begins with the word that says its kind, and its options stand\nbeside it. `npx waymark explain <word>` prints one entry, with `--json` its JSON Schema.',
    contents(groups),
    ...[...groups].flatMap(([group, entries]) => [`## ${group}`, ...sections(entries)]),
  ].join('\n\n')}\n`;

const contents = (groups: Groups): string =>
  [...groups]
    .map(([group, entries]) => {
      const links = entries.filter(hasSection).map((entry) => `[${entry.name}](#${anchor(titleOf(entry))})`);
      return [`- [${group}](#${anchor(group)})`, links.join(' · ')].filter(Boolean).join(': ');
    })
    .join('\n');

/** A line of a scenario is a row of one table. */
const hasSection = ({ what }: Entry): boolean => what !== 'line';

/** A word may be a condition and a trigger as well: outside of steps the title says which. */
const titleOf = ({ what, name }: Entry): string => (what === 'step' || what === 'options' ? name : `${name} (${what})`);

/** As GitHub makes them of headings. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function sections(entries: readonly Entry[]): string[] {
  const lines = entries.filter((entry) => !hasSection(entry));
  const rows = lines.map(({ name, fields }) => {
    const [head, ...options] = fields;
    const beside = options.map((field) => `\`${field.name}\``).join(', ');
    return `| \`${name}\` | ${cell(head?.value ?? '')} | ${beside} |`;
  });
  const table = ['| line | value | beside it |', '|---|---|---|', ...rows].join('\n');
  return [...entries.filter(hasSection).map(section), ...(rows.length > 0 ? [table] : [])];
}

function section(entry: Entry): string {
  const { says, fields, example, leadsTo = [], facts } = entry;
  return [
    `### ${titleOf(entry)}`,
    says,
    fields.length > 0 ? tableOf(fields) : '',
    example === undefined ? '' : fenced('yaml', example),
    ...leadsTo.flatMap(({ title, lines }) => [`${title}:`, fenced('text', lines.join('\n'))]),
    facts.map(({ title, says: said }) => `- ${title}: ${said}`).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const tableOf = (fields: readonly Field[]): string =>
  [
    '| key | value | |',
    '|---|---|---|',
    ...fields.map((field) => `| \`${field.name}\` | ${cell(field.value)} | ${cell(sayField(field))} |`),
  ].join('\n');

/** `Required. The limit, counted from arrival at the step.` */
export function sayField({ required, default: preset, says }: Field): string {
  const holds = preset === undefined ? '' : `Left out: \`${preset}\`.`;
  return [required ? 'Required.' : '', says, holds].filter(Boolean).join(' ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
