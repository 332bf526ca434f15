/** One sentence for a name that is not there, with the one that was probably meant. */
import { suggest } from '../../lib/language/suggest.ts';

export function unknownName(what: string, name: string, known: string[]): string {
  const near = suggest(name, known);
  return `There is no ${what} called ${name}. ${near ? `Did you mean ${near}?` : `There are: ${known.join(', ')}.`}`;
}
