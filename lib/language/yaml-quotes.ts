/** Puts text in quotes that YAML would read as something else, so that it stays what its author meant. */
import type { Fix } from './fix.ts';
import type { SourceText } from './source-text.ts';

/** Nothing where the text does not stand there as it is, in one line. */
export function quoteFix(start: number, text: string, source: SourceText): Fix | undefined {
  const end = start + text.length;
  if (text === '' || text.includes('\n') || source.text.slice(start, end) !== text) return undefined;
  const quoted = JSON.stringify(text);
  const edit = { from: source.pointOf(start), to: source.pointOf(end), text: quoted };
  return { says: `\`${text}\` → \`${quoted}\``, edits: [edit] };
}
