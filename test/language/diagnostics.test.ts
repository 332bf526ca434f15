import { describe, expect, test } from 'vitest';
import { type Diagnostic, hasErrors, onePerMistake, sortDiagnostics } from '../../lib/language/diagnostics.ts';

const at = (file: string, line: number, column: number, code = 'WM110', message = 'Wrong.'): Diagnostic => ({
  code,
  severity: 'error',
  file,
  line,
  column,
  length: 3,
  message,
});

test('an author reads them file by file, from top to bottom', () => {
  const shuffled = [at('b.yaml', 1, 1), at('a.yaml', 10, 2), at('a.yaml', 9, 7), at('a.yaml', 9, 2)];
  expect(sortDiagnostics(shuffled).map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
    'a.yaml:9:2',
    'a.yaml:9:7',
    'a.yaml:10:2',
    'b.yaml:1:1',
  ]);
  expect(shuffled[0]!.file).toBe('b.yaml');
});

describe('each mistake once', () => {
  test('the same sentence at the same place is one', () => {
    expect(onePerMistake([at('a', 1, 1), at('a', 1, 1), at('a', 1, 2)])).toHaveLength(2);
  });

  test('what YAML misread silences what was found in the wrong word', () => {
    const found = onePerMistake([
      at('a', 4, 9, 'WM203', 'No template is called `*bold`.'),
      at('a', 4, 9, 'WM007', 'Misread.'),
      at('a', 4, 3, 'WM301', 'Elsewhere in the line.'),
    ]);
    expect(found.map(({ code }) => code)).toEqual(['WM301', 'WM007']);
  });

  test('two things missing from one step are two', () => {
    expect(onePerMistake([at('a', 4, 9, 'WM302', 'No arms.'), at('a', 4, 9, 'WM302', 'No share.')])).toHaveLength(2);
  });

  test('without lines, the path tells places apart', () => {
    const typed = (path: string[]): Diagnostic => ({ ...at('a.ts', 0, 0), path });
    expect(onePerMistake([typed(['x']), typed(['y']), typed(['x'])])).toHaveLength(2);
  });
});

test('warnings alone are no errors', () => {
  expect(hasErrors([{ ...at('a', 1, 1), severity: 'warning' }])).toBe(false);
  expect(hasErrors([{ ...at('a', 1, 1), severity: 'warning' }, at('a', 2, 1)])).toBe(true);
});
