/** Answers "what does this do, and how do I write it?" where the question comes up: at the prompt. */
import type { Command } from 'commander';
import { catalog } from '../../lib/language/catalog/index.ts';
import { languageRegistry } from '../../lib/language/editor/registry.ts';
import { type Entry, referenceOf } from '../../lib/language/reference/index.ts';
import { suggest } from '../../lib/language/suggest.ts';
import { withScenarios } from '../../lib/simulator/scenario/described.ts';
import { WRONG_USE } from '../terminal/exit.ts';
import { printCode, printEntry, printOption, printOverview } from './explain-words.ts';

const examples = `
Examples:
  waymark explain                 every word there is
  waymark explain wait-for
  waymark explain trigger event   where a word means several things
  waymark explain up-to           an option: which kinds take it
  waymark explain WM110           what a code of the check is about
  waymark explain wait-for --json > wait-for.schema.json`;

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Explain a step, condition, trigger, file, option or code, with an example that works.')
    .argument('[word...]', 'what to explain; left out: the list of all words')
    .option('--json', 'JSON Schema, example and the rest, one object each')
    .addHelpText('after', examples)
    .action((words: string[], { json = false }: { json?: boolean }) => {
      const groups = referenceOf(withScenarios(languageRegistry));
      if (words.length === 0) printOverview(groups, json);
      else if (!explain(words.join(' '), [...groups.values()].flat(), json)) process.exitCode = WRONG_USE;
    });
}

/** False where nobody knows the word. */
function explain(asked: string, entries: readonly Entry[], json: boolean): boolean {
  const code = asked.toUpperCase();
  const named = entries.filter(({ name, what }) => asked === name || asked === `${what} ${name}`);
  // Lines of scenarios are called like what they bring about, which is what people ask for.
  const meant = named.some(({ what }) => what !== 'line') ? named.filter(({ what }) => what !== 'line') : named;
  const takers = entries.filter(({ fields }) => fields.some(({ name }, index) => index > 0 && name === asked));
  const described = Object.hasOwn(catalog, code) ? catalog[code] : undefined;
  if (described) printCode(code, described, json);
  else if (meant.length > 0) for (const entry of meant) printEntry(entry, json);
  else if (takers.length > 0) printOption(asked, takers, json);
  else {
    const words = [...new Set(entries.flatMap(({ name, fields }) => [name, ...fields.map((field) => field.name)]))];
    const near = suggest(asked, words);
    const hint = near ? `Did you mean \`${near}\`?` : '`waymark explain` lists them all.';
    console.error(`Nothing is called \`${asked}\`. ${hint}`);
    return false;
  }
  return true;
}
