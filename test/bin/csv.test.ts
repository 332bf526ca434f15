/** A table for a spreadsheet holds what it was given, and no cell of it is a formula. */
import { expect, test } from 'vitest';
import { csvOf } from '../../bin/terminal/csv.ts';

const columns = ['run', 'contact', 'reason'];

test('says its columns first, and quotes what would be read otherwise', () => {
  const rows = [
    { run: 'r1', contact: 'ann', reason: 'she said "no",\ntwice', step: 'left out' },
    { run: 'r2', contact: 'bob' },
  ];
  expect(csvOf(rows, columns)).toBe('run,contact,reason\r\nr1,ann,"she said ""no"",\ntwice"\r\nr2,bob,\r\n');
});

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  '=cmd|"/c calc"!A1',
];

test.each(formulas)('%j does nothing, in whatever column it stands', (formula) => {
  for (const column of columns) {
    const [, row = ''] = csvOf([{ [column]: formula }], columns).split(/^run,contact,reason\r\n/);
    const cell = row.replace(/\r\n$/, '').replaceAll(/^,*"?|"?,*$/g, '');
    expect(cell.startsWith(`'`), JSON.stringify(row)).toBe(true);
  }
});
