/** Finds out which parts of a kind name something of the project, by asking the kind itself. */
import type * as z from 'zod';

interface Naming {
  kind: string;
  head: z.ZodType;
  options: z.ZodObject;
  refersTo?(item: never): { kind: string; name: string; at: string; channel?: string }[];
}

/** Word of the kind → what its text names: `send-email` → a template. */
export function referencesOf(kind: Naming): Map<string, { kind: string; channel?: string }> {
  const words = [kind.kind, ...Object.keys(kind.options.shape)];
  const item = { kind: kind.kind, id: probe(kind.kind), head: probe(kind.kind) };
  for (const word of words.slice(1)) Object.assign(item, { [word]: probe(word) });
  const found = new Map<string, { kind: string; channel?: string }>();
  for (const { kind: what, name, at, channel } of ask(kind, item)) {
    if (words.includes(at) && name === probe(at)) found.set(at, { kind: what, ...(channel && { channel }) });
  }
  return found;
}

/** A text that comes from nowhere else, so that a name made of it tells which word it was read from. */
const probe = (word: string) => `probe-${word}`;

/** A kind that looks into its options before it answers finds texts where it expects maps, and then names nothing. */
function ask(kind: Naming, item: object): { kind: string; name: string; at: string; channel?: string }[] {
  try {
    return kind.refersTo?.(item as never) ?? [];
  } catch {
    return [];
  }
}
