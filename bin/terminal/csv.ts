/** What an operator opens in a spreadsheet: no cell of it does anything, whatever a contact has written into it. */
import { stringify } from 'csv-stringify/sync';

/** Lines end as RFC 4180 has it. What a spreadsheet would read as a formula stands behind a `'`. */
export const csvOf = (rows: readonly object[], columns: readonly string[]): string =>
  stringify([...rows], {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
    // Beside what the library knows, some programs pass over these and read on.
    cast: { string: (text) => (/^[\0\n]/.test(text) ? `'${text}` : text) },
  });
