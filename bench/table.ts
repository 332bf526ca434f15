/** What the operator reads of a benchmark: plain columns, every figure as its median with the least and the most behind it. */
import type { Figure } from './rounds.ts';

export interface Table {
  /** The first row is the heading; a row may be shorter. */
  rows: string[][];
  /** Sentences below: what was counted, and under which conditions. */
  notes?: string[];
}

/** The first column stands left, figures right. */
export function printTable({ rows, notes = [] }: Table): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    widths.map((width, column) => (column ? (row[column] ?? '').padStart(width) : row[0]!.padEnd(width))).join('   '),
  );
  const [heading = '', ...body] = lines.map((line) => line.trimEnd());
  return [heading, '─'.repeat(widths.reduce((sum, width) => sum + width + 3, -3)), ...body, ...notes].join('\n');
}

const round = (value: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2 });

const spread = ({ median, least, most }: Figure, unit: string) =>
  `${round(median)}${unit} (${round(least)}–${round(most)})`;

export const perSecond = (figure: Figure) => spread(figure, '/s');
export const milliseconds = (figure: Figure) => spread(figure, ' ms');
export const megabytes = ({ median, least, most }: Figure) =>
  spread({ median: median / 2 ** 20, least: least / 2 ** 20, most: most / 2 ** 20 }, ' MB');
export const count = round;
export const ratio = (value: number) => `${round(value)} ×`;
