/** Reads a definition file: whatever its bytes are, the author gets data or a list of what is wrong, never a crash. */
import { isScalar } from 'yaml';
import { type Diagnostic, errorAt, type Path, type Place } from './diagnostics.ts';
import { isTooLarge } from './file-size.ts';
import type { Fix, Repair } from './fix.ts';
import { findNoText } from './no-text.ts';
import { type SourceText, sourceText } from './source-text.ts';
import { nothing, plainYaml, type ReadYaml, readYaml } from './yaml-document.ts';
import { fixOf } from './yaml-edits.ts';
import { readPlain } from './yaml-plain.ts';
import type { Trap } from './yaml-traps.ts';
import { childOf, placeOf } from './yaml-tree.ts';

export { type Trap, trapDiagnostics } from './yaml-traps.ts';

export interface Source {
  file: string;
  /** Plain data; maps have no prototype. `undefined` if the file could not be read, `null` if it is empty. */
  value: unknown;
  /** What is wrong with the file as YAML. Where a word was misread, `value` holds the word, so the check can go on. */
  problems: readonly Diagnostic[];
  /** Values YAML changed; a mistake only where text is wanted, see `trapDiagnostics`. */
  traps: readonly Trap[];
  /** Where a value or its key was written; for a part that is not there, its nearest parent. */
  at(path: Path, part?: 'key' | 'value'): Place;
  /** A single value as it was typed, quotes included. */
  writtenAt(path: Path): string | undefined;
  /** A repair of the part at a path, as changes of the text; nothing where the part cannot be changed by itself. */
  fixOf(repair: Repair, part: { path: Path; on?: 'key' | 'value' }): Fix | undefined;
  /** The text of a 1-based line. */
  line(number: number): string | undefined;
}

/** One YAML 1.2 document without anchors, tags and merge keys, at most 256 KB, nested at most 100 deep. */
export function readSource(text: string, file: string): Source {
  if (isTooLarge(text)) return tooLarge(text, file);
  const source = sourceText(text.replace(/^\uFEFF/, ''));
  const plain = readPlain(source.text);
  if (plain) return sourceOf(file, source, plainYaml(plain.value, source));
  return readCarefully(source, file);
}

/** What the quick reader left: whatever is in doubt, or wrong. */
export function readCarefully(source: SourceText, file: string): Source {
  const unread = (found: Diagnostic) => sourceOf(file, source, { ...nothing, problems: [found] });
  const refused = refuseText(source, file);
  if (refused) return unread(refused);
  try {
    return sourceOf(file, source, readYaml(source, file));
  } catch {
    // The parser is not ours: whatever it may throw on some file, the author still gets a place to look at.
    const hint = 'Take away half of it to find the line.';
    return unread(errorAt(file, 'WM001', source.place(0), 'This file cannot be read as YAML.', hint));
  }
}

/** Only its first line is looked at, to be shown. */
function tooLarge(text: string, file: string): Source {
  const source = sourceText(text.slice(0, 200).split('\n', 1)[0] ?? '');
  const hint = 'Split it: a journey can run another one with `run-journey`.';
  const found = errorAt(file, 'WM002', source.place(0), 'The file is larger than 256 KB.', hint);
  return sourceOf(file, source, { ...nothing, problems: [found] });
}

/** A definition that is no text, such as one written in TypeScript: it has paths, and no lines. */
export function objectSource(value: unknown, file: string): Source {
  const nowhere = { line: 0, column: 0, length: 0 };
  return {
    file,
    value,
    problems: [],
    traps: [],
    at: () => nowhere,
    writtenAt: () => undefined,
    fixOf: () => undefined,
    line: () => undefined,
  };
}

function refuseText(source: SourceText, file: string): Diagnostic | undefined {
  const found = findNoText(source.text);
  if (!found) return undefined;
  const message = `The character ${found.name} is no text.`;
  return errorAt(
    file,
    'WM014',
    source.place(found.at),
    message,
    'Save the file as UTF-8 text, and type the line again.',
  );
}

function sourceOf(file: string, source: SourceText, { root, ...read }: ReadYaml): Source {
  return {
    file,
    ...read,
    line: source.line,
    fixOf: (repair, part) => fixOf(repair, root(), part, source),
    at: (path, part = 'value') => placeOf(root(), path, part, source),
    writtenAt(path) {
      const node = path.reduce<unknown>((parent, step) => childOf(parent, step)?.value, root());
      return isScalar(node) && node.range ? source.text.slice(node.range[0], node.range[1]) : undefined;
    },
  };
}
