/** A file's text with its lines, so that a mistake can be shown where the author typed it. */
import { LineCounter } from 'yaml';
import type { Place } from './diagnostics.ts';
import type { Point } from './fix.ts';

export interface SourceText {
  text: string;
  /** The text of a 1-based line, without its end. */
  line(number: number): string | undefined;
  /** From one offset up to another, or to the end of the line where the first one stands. */
  place(start: number, end?: number): Place;
  lineOf(offset: number): number;
  pointOf(offset: number): Point;
  /** What stands from an offset to the end of its line, trimmed at the end. */
  restOfLine(offset: number): string;
}

export function sourceText(text: string): SourceText {
  // Nobody asks for the lines of a file in which nothing is wrong.
  let known: Lines | undefined;
  const linesOf = () => {
    known ??= linesIn(text);
    return known;
  };
  const position = (at: number) => linesOf().counter.linePos(Math.max(0, Math.min(at, text.length)));

  const restOfLine = (at: number) => {
    const { line, col } = position(at);
    return linesOf().trimmed[line - 1]!.slice(col - 1);
  };

  return {
    text,
    line: (number) => linesOf().lines[number - 1],
    lineOf: (at) => position(at).line,
    pointOf(at) {
      const { line, col } = position(at);
      return { line, column: col };
    },
    restOfLine,
    place(start, end = start + 1) {
      const { line, col } = position(start);
      const length = Math.min(end - start, restOfLine(start).length);
      return { line, column: col, length: Math.max(1, length) };
    },
  };
}

interface Lines {
  lines: string[];
  /** Without blanks at their ends. */
  trimmed: string[];
  counter: LineCounter;
}

function linesIn(text: string): Lines {
  const written = text.split('\n');
  const lines = written.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const counter = new LineCounter();
  let offset = 0;
  for (const line of written) {
    counter.addNewLine(offset);
    offset += line.length + 1;
  }
  return { lines, trimmed: lines.map((line) => line.trimEnd()), counter };
}
