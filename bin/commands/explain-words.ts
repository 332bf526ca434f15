/** Lays an explanation out for a terminal: what it does, how it is written, what comes of it. */
import { type CatalogEntry, catalog } from '../../lib/language/catalog/index.ts';
import { shortened } from '../../lib/language/catalog/reference.ts';
import type { Entry } from '../../lib/language/reference/index.ts';
import { sayField } from '../../lib/language/reference/markdown.ts';
import { paint } from '../terminal/paint.ts';

const indented = (text: string): string => text.trimEnd().replaceAll(/^(?=.)/gm, '    ');

export function printOverview(groups: ReadonlyMap<string, readonly Entry[]>, json: boolean): void {
  if (json) {
    for (const [group, entries] of groups)
      console.log(JSON.stringify({ group, words: entries.map(({ name }) => name) }));
    return;
  }
  for (const [group, entries] of groups) {
    console.log(paint('bold', group));
    console.log(`${inLines(entries.map(({ name }) => name))}\n`);
  }
  console.log(`${paint('bold', 'Codes of the check')}\n${inLines(Object.keys(catalog).sort())}\n`);
  console.log('waymark explain <word>  explains one of them, an option, or a code such as WM110.');
}

/** Words with commas between them, as many on a line as eighty letters hold. */
function inLines(words: readonly string[]): string {
  const lines: string[] = [];
  for (const [index, word] of words.entries()) {
    const said = index < words.length - 1 ? `${word}, ` : word;
    const last = lines.at(-1);
    if (last !== undefined && last.length + said.length <= 84) lines[lines.length - 1] = last + said;
    else lines.push(`  ${said}`);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

export function printEntry(entry: Entry, json: boolean): void {
  const { what, name, group, says, fields, example, leadsTo = [], facts } = entry;
  if (json) {
    console.log(JSON.stringify(entry, undefined, 2));
    return;
  }
  const kind = what === 'options' || what === 'line' ? group : what;
  console.log(`${paint('bold', name)}  ${paint('dim', kind === 'step' ? group.toLowerCase() : kind)}`);
  if (says) console.log(says);
  if (fields.length > 0) console.log('');
  const width = Math.max(0, ...fields.map((field) => field.name.length));
  for (const field of fields) {
    console.log(`  ${paint('cyan', field.name.padEnd(width))}  ${field.value}`);
    const said = sayField(field);
    if (said) console.log(`  ${' '.repeat(width)}  ${paint('dim', said)}`);
  }
  if (what === 'step') console.log(paint('dim', '  … and what every step takes: `waymark explain step options`'));
  if (example !== undefined) console.log(`\n${paint('bold', 'Example')}\n${indented(example)}`);
  for (const { title, lines } of leadsTo) console.log(`\n${paint('bold', title)}\n${indented(lines.join('\n'))}`);
  if (facts.length > 0) console.log('');
  for (const { title, says: said } of facts) console.log(`${paint('bold', title)}: ${said}`);
  console.log('');
}

export function printOption(option: string, takers: readonly Entry[], json: boolean): void {
  const told = takers.flatMap(({ what, name, fields }) =>
    fields.filter((field) => field.name === option).map((field) => ({ what, name, field })),
  );
  if (json) for (const one of told) console.log(JSON.stringify(one));
  if (json) return;
  console.log(`${paint('bold', option)}  ${paint('dim', 'option')}`);
  for (const { what, name, field } of told) {
    console.log(`  ${paint('cyan', what === 'options' ? 'every step' : `${what} ${name}`)}  ${field.value}`);
    const said = sayField(field);
    if (said) console.log(`      ${paint('dim', said)}`);
  }
  console.log('');
}

export function printCode(code: string, entry: CatalogEntry, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ code, ...entry }, undefined, 2));
    return;
  }
  const { title, hint, before, bad, good, times, beside = {} } = entry;
  const block = (heading: string, text: string) =>
    console.log(`\n${paint('bold', heading)}\n${indented(shortened(text).join('\n'))}`);
  console.log(`${paint('bold', code)}  ${title}`);
  if (hint) console.log(hint);
  for (const [file, text] of Object.entries(beside)) block(`Beside it, ${file}`, text);
  if (before !== undefined) block('Before', before);
  block(times === undefined ? 'Earns it' : `Earns it, ${times} times in a row`, bad);
  block('Does not', good);
  console.log('');
}
