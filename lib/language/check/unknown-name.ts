/** One sentence for every name that nothing answers to, with the nearest one that does. */
import { didYouMean } from '../suggest.ts';
import type { ReadItem } from './dispatch.ts';
import { swapMeant } from './repairs.ts';
import type { Problem } from './report.ts';

export interface UnknownName {
  code: string;
  /** `template`, `field of a contact`. */
  what: string;
  name: string;
  known: Iterable<string>;
  path: Problem['path'];
  on?: 'key' | 'value';
  /** How such a thing comes to be, for those who meant a new one. */
  wayOut: string;
}

export function unknownName({ code, what, name, known, path, on, wayOut }: UnknownName): Problem {
  const names = [...known];
  const near = didYouMean(name, names);
  const hint = near ? `${near} ${wayOut}` : wayOut;
  return {
    code,
    message: `There is no ${what} called \`${name}\`.`,
    hint,
    path,
    ...(on && { on }),
    repair: swapMeant(name, names),
  };
}

/** Where a kind says it named something; the head may have been misspelt. */
export function pathTo(item: ReadItem, path: Problem['path'], at: string): (string | number)[] {
  return [...path, at === item.kind ? item.headKey : at];
}
