/** Hides Liquid behind private characters while markup is read, so that a quote or a `<` inside `{{ … }}` breaks no tag. */
import { liquidSpans } from '../language/liquid-check.ts';

export interface Shield {
  /** Of the same length, with the same lines, so that a mistake in the markup is found where the author wrote it. */
  hide(text: string): string;
  restore(text: string): string;
  /** How many pieces of Liquid were hidden so far. */
  count(): number;
  /** The numbers of those that a text still holds. */
  heldBy(text: string): Set<number>;
  /** Where a piece stands in a text that holds it. */
  find(text: string, number: number): { begin: number; length: number };
  /** The text with a plain letter for each piece. */
  plain(text: string): string;
  /** True if the text begins with Liquid. */
  leads(text: string): boolean;
}

/** `taken` is all text that will be hidden: the private characters must not occur in it already. */
export function createShield(taken: string): Shield {
  let first = 0xe000;
  const character = (offset: number) => String.fromCharCode(first + offset);
  while ([0, 1, 2].some((offset) => taken.includes(character(offset)))) first += 3;
  const [begin, fill, end] = [character(0), character(1), character(2)];
  const words = new RegExp(`${begin}([0-9a-z]+)[${fill}\\s]*${end}`, 'g');
  const hidden: string[] = [];

  const wordFor = (written: string) => {
    const number = (hidden.push(written) - 1).toString(36);
    return begin + number + written.slice(number.length + 1, -1).replace(/[^\n]/g, fill!) + end;
  };
  return {
    hide(text) {
      let shown = 0;
      const parts = liquidSpans(text).map((span) => {
        const before = text.slice(shown, span.begin);
        shown = span.begin + span.written.length;
        return before + wordFor(span.written);
      });
      return parts.join('') + text.slice(shown);
    },
    restore: (text) => text.replace(words, (_, number: string) => hidden[Number.parseInt(number, 36)]!),
    count: () => hidden.length,
    heldBy: (text) => new Set([...text.matchAll(words)].map(([, number]) => Number.parseInt(number!, 36))),
    find(text, number) {
      const match = [...text.matchAll(words)].find(([, digits]) => Number.parseInt(digits!, 36) === number);
      return { begin: match?.index ?? 0, length: match?.[0].length ?? 1 };
    },
    plain: (text) => text.replace(words, 'x'),
    leads: (text) => text.startsWith(begin!),
  };
}
