/** What may be written without asking: the one name that a misspelt one can be. */
import type { Repair } from '../fix.ts';
import { onlyMeant, type Synonyms } from '../suggest.ts';

/** The whole key or value is that name. */
export function writeMeant(name: unknown, known: Iterable<string>, words?: Synonyms): Repair | undefined {
  const text = typeof name === 'string' ? onlyMeant(name, known, words) : undefined;
  return text === undefined ? undefined : { do: 'write', text };
}

/** The name is a part of what is written: `team:sells`, `go-to nugde`, `{{ contact.fristName }}`. */
export function swapMeant(name: string, known: Iterable<string>): Repair | undefined {
  const text = onlyMeant(name, known);
  return text === undefined ? undefined : { do: 'swap', word: name, text };
}
