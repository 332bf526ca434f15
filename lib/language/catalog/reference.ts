/** The catalog as a page to read and to search: what a code means, and what to write instead. */
import type { Catalog, CatalogEntry } from './entry.ts';

/** By the first digits of a code. */
const groups: [from: number, title: string, says: string][] = [
  [0, 'The file', 'What YAML makes of it, before anybody asks what it means.'],
  [100, 'Values', 'A single value that is not what its place takes.'],
  [200, 'Names', 'What a name stands for: a step, a template, a field, another file.'],
  [300, 'Form', 'Which words stand where.'],
  [401, 'Templates', 'What an author writes to a contact.'],
  [430, 'Rules', 'What contacts, colleagues and the law may expect of a definition.'],
  [500, 'Scenarios', 'Tests of a definition, played in virtual time.'],
  [600, 'Versions', 'What a new version does to the people inside; `waymark diff` tells.'],
];

export function diagnosticsPage(catalog: Catalog): string {
  const codes = Object.keys(catalog).sort();
  const sections = groups.flatMap(([from, title, says], index) => {
    const to = groups[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    const inside = codes.filter((code) => numberOf(code) >= from && numberOf(code) < to);
    return [`## ${title}`, says, ...inside.map((code) => entryText(code, catalog[code]!))];
  });
  return `${[
    '<!-- Written by `npm run docs` from the catalog: change that, not this page. -->',
    '# What the check says',
    'Each mistake has a code that never changes its meaning. A warning lets a definition through, an error does not.\n`npx waymark explain <code>` prints one entry. Every example here is run by a test: the first one of an entry earns its\ncode and no other, the second one earns none. What every definition begins with, its `purpose` and `owner`, is left out\nhere where it is not the point.',
    ...sections,
  ].join('\n\n')}\n`;
}

const numberOf = (code: string) => Number(code.slice('WM'.length));

function entryText(code: string, entry: CatalogEntry): string {
  const { title, hint, severity, before } = entry;
  return [
    `### ${code} ${title}${severity === 'warning' ? ' (warning)' : ''}`,
    ...(hint ? [hint] : []),
    ...(before === undefined ? [] : ['Before:', block(entry, before)]),
    example(entry, 'bad', 'Not'),
    example(entry, 'good', before === undefined ? 'But' : 'But rather'),
  ].join('\n\n');
}

function example(entry: CatalogEntry, which: 'bad' | 'good', word: string): string {
  const { names, times = 1, beside = {} } = entry;
  const more = which === 'bad' && times > 1 ? `, ${times.toLocaleString('en')} times in a row` : '';
  const files = which === 'bad' ? Object.keys(beside).map((file) => `\`${file}\``) : [];
  const next = files.length > 0 ? `, beside ${files.join(' and ')}` : '';
  const name = names ? ` \`${names[which]}\`` : '';
  return [`${word}${name}${more}${next}:`, block(entry, entry[which])].join('\n\n');
}

const fences: Partial<Record<NonNullable<CatalogEntry['file']>, string>> = { template: 'html', typescript: 'ts' };

const block = ({ file }: CatalogEntry, text: string): string =>
  ['```'.concat((file && fences[file]) ?? 'yaml'), ...shortened(bodyOf(text)), '```'].join('\n');

const mostLines = 24;
const widest = 120;

/** Without the two lines that every example has. */
const bodyOf = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !everywhere.has(line))
    .join('\n');

/** The lines of an example, no more and no wider than anybody reads, and with nothing in them that moves a cursor. */
export function shortened(text: string): string[] {
  const lines = visible(text).trimEnd().split('\n');
  const shown = lines.slice(0, mostLines).map((line) => (line.length > widest ? `${line.slice(0, widest)}…` : line));
  return lines.length > mostLines ? [...shown, '…'] : shown;
}

const everywhere = new Set(['purpose: Shows one mistake', 'owner: team@acme.example']);

/** A character that nobody sees is written as its code. */
const visible = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\n\t]/gu, (letter) => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, '0')}`);
