/** Keeps the benchmarks running: they are started too rarely for anybody to notice otherwise. No time is judged here. */
import { expect, test } from 'vitest';
import { compile } from '../../bench/compile.ts';
import { firstSend } from '../../bench/first-send.ts';
import { generateProject } from '../../bench/generate-journeys.ts';
import { importTime } from '../../bench/import-time.ts';
import { interpreter } from '../../bench/interpreter.ts';
import { simulate } from '../../bench/simulate.ts';
import { printTable } from '../../bench/table.ts';

const benchmarks = [
  { name: 'interpreter', run: () => interpreter.run({ rounds: 1, executions: 10, waiting: 10 }), rows: [5] },
  { name: 'compile', run: () => compile.run({ rounds: 1, projects: [20] }), rows: [1] },
  { name: 'simulate', run: () => simulate.run({ rounds: 1, contacts: 12 }), rows: [6, 20] },
  { name: 'first-send', run: () => firstSend.run({ rounds: 1, contacts: 2 }), rows: [3] },
  { name: 'import-time', run: () => importTime.run({ rounds: 1, entries: ['functions/enroll.ts'] }), rows: [2] },
];

test.each(benchmarks)('$name gives a figure in every row', { timeout: 60_000 }, async ({ run, rows }) => {
  const tables = await run();

  expect(tables).toHaveLength(rows.length);
  for (const [index, table] of tables.entries()) {
    const [, ...measured] = table.rows;
    expect(measured.length).toBeGreaterThanOrEqual(rows[index]!);
    for (const [title, ...figures] of measured) expect(figures.join(' '), title).toMatch(/\d/);
    expect(printTable(table)).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('the same seed generates the same journeys, another seed others', () => {
  expect(generateProject(5, 7)).toEqual(generateProject(5, 7));
  expect(generateProject(5, 8)).not.toEqual(generateProject(5, 7));
});
