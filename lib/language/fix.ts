/** A repair that has one answer, found where the mistake is told, so that the check, `waymark fix` and an editor agree. */
import type { Path } from './diagnostics.ts';

/** Counted from 1, in UTF-16 units, as editors count. */
export interface Point {
  line: number;
  column: number;
}

/** What stands from one place up to another is this text instead. */
export interface Edit {
  from: Point;
  to: Point;
  text: string;
}

export interface Fix {
  /** `delay` → `wait` */
  says: string;
  /** All of them or none; they do not overlap. */
  edits: readonly Edit[];
}

/** A repair before it is known where in the file its part is written. */
export type Repair =
  /** The key or the value that is pointed at. */
  | { do: 'write'; text: string }
  /** A word inside it. */
  | { do: 'swap'; word: string; text: string }
  /** One more key in the map at `path`. */
  | { do: 'add'; path: Path; key: string; text: string }
  /** The first key of the file. */
  | { do: 'begin'; key: string; text: string }
  /** What stands in the map at `path` stands beside it; the entry `main` becomes the value itself. */
  | { do: 'lift'; path: Path; main?: string }
  /** The map that is pointed at is the only item of a list. */
  | { do: 'list' };

/** A word at its place in a text; nothing where it is not written there as it is. */
export function wordFix(text: string, { line, column }: Point, word: string, instead: string): Fix | undefined {
  const written = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    [line - 1]?.slice(column - 1, column - 1 + word.length);
  if (written !== word) return undefined;
  const edit = { from: { line, column }, to: { line, column: column + word.length }, text: instead };
  return { says: `\`${word}\` → \`${instead}\``, edits: [edit] };
}

/** The text with the fixes in it, each whole or, where it would meet an earlier one, left for another time. */
export function applyFixes(text: string, fixes: readonly Fix[]): { text: string; applied: Fix[] } {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(bom.length);
  const ending = body.includes('\r\n') ? '\r\n' : '\n';
  const starts = lineStarts(body);
  const offsetOf = ({ line, column }: Point) => Math.min((starts[line - 1] ?? body.length) + column - 1, body.length);
  const taken: { from: number; to: number; text: string }[] = [];
  const applied = fixes.filter(({ edits }) => {
    const wanted = edits.map(({ from, to, text: written }) => ({
      from: offsetOf(from),
      to: offsetOf(to),
      text: written.replaceAll('\n', ending),
    }));
    if (wanted.some((one) => taken.some((other) => meet(one, other)))) return false;
    taken.push(...wanted);
    return true;
  });
  const inOrder = taken.toSorted((a, b) => a.from - b.from);
  let done = 0;
  let fixed = '';
  for (const { from, to, text: written } of inOrder) {
    fixed += body.slice(done, from) + written;
    done = to;
  }
  return { text: bom + fixed + body.slice(done), applied };
}

const meet = (a: { from: number; to: number }, b: { from: number; to: number }) =>
  a.from === b.from || (a.from < b.to && b.from < a.to);

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
