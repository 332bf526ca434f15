/** Characters that no author typed: they end up in a file by a broken tool, and would end up in a message. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const noText = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD\p{Cs}]|\r(?!\n)/u;

/** The first one, as a sentence calls it: `U+0007`. Half of a pair counts, and what stands where bytes made no sense. */
export function findNoText(text: string): { at: number; name: string } | undefined {
  const at = text.search(noText);
  if (at < 0) return undefined;
  return { at, name: `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}` };
}
