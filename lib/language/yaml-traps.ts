/** Values that YAML changes in silence: a postcode loses its zero, a channel name becomes a comment, and nobody is told. */
import type { Scalar } from 'yaml';
import { type Diagnostic, errorAt, type Path, type Place } from './diagnostics.ts';
import type { Fix } from './fix.ts';
import { excerpt } from './mistake.ts';
import type { SourceText } from './source-text.ts';
import { quoteFix } from './yaml-quotes.ts';
import { inQuotes } from './yaml-syntax.ts';

export interface Trap {
  path: Path;
  kind: 'number' | 'yes-no' | 'nothing' | 'comment';
  /** What the author wrote, and most likely meant as text. */
  sourceText: string;
  /** What YAML makes of it. */
  readAs: string;
  place: Place;
  /** In quotes it is what its author meant. */
  fix?: Fix;
  /** No number either: it would lose digits or has no end. Raised wherever it stands. */
  always: boolean;
}

/** The trap a plain value falls into, if it does. */
export function trapOf(node: Scalar, path: Path, source: SourceText): Trap | undefined {
  if (node.type !== 'PLAIN' || !node.range) return undefined;
  const [start, end] = node.range;
  const written = source.text.slice(start, end);
  const trap = (kind: Trap['kind'], sourceText: string, always = false): Trap => ({
    path,
    kind,
    sourceText,
    readAs: String(node.value),
    place: source.place(start, start + sourceText.length),
    fix: quoteFix(start, sourceText, source),
    always,
  });

  // ` #sales` is meant as text, `  # a remark` is not: a remark has a space behind its sign.
  const hashed = /^ ?#[^\s#].*/.exec(source.restOfLine(end))?.[0];
  if (hashed !== undefined && (written === '') === hashed.startsWith('#')) return trap('comment', written + hashed);
  if (String(node.value) === written || written === '') return undefined;
  if (typeof node.value === 'number') return trap('number', written, !isExact(node.value));
  if (typeof node.value === 'boolean') return trap('yes-no', written);
  return node.value === null ? trap('nothing', written) : undefined;
}

const isExact = (value: number) => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

/**
 * The traps as diagnostics, where text is wanted; `wantsText` is asked with the path of each.
 * A number that cannot be kept at all is raised whatever is wanted.
 */
export function trapDiagnostics(
  source: { file: string; traps: readonly Trap[] },
  wantsText: (path: Path) => boolean,
): Diagnostic[] {
  return source.traps
    .filter(({ path, always }) => always || wantsText(path))
    .map(({ path, kind, sourceText, readAs, place, fix }) => {
      const orSpace = kind === 'comment' ? ', or put a space behind the `#`.' : '.';
      const hint = inQuotes(sourceText).replace(/\.$/, orSpace);
      const code = kind === 'comment' ? 'WM013' : 'WM012';
      const message = sentence(kind, excerpt(sourceText), excerpt(readAs));
      return { ...errorAt(source.file, code, place, message, hint, path), ...(fix && { fix }) };
    });
}

function sentence(kind: Trap['kind'], sourceText: string, readAs: string): string {
  switch (kind) {
    case 'number':
      return `\`${sourceText}\` is read as the number ${readAs}.`;
    case 'yes-no':
      return `\`${sourceText}\` is read as ${readAs}, not as text.`;
    case 'nothing':
      return `\`${sourceText}\` is read as nothing at all.`;
    case 'comment':
      return readAs === 'null'
        ? `\`${sourceText}\` is a comment, so nothing is read here.`
        : `What follows \`#\` is a comment, so only "${readAs}" is read.`;
  }
}
