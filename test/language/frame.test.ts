import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../lib/language/diagnostics.ts';
import { formatDiagnostic, formatDiagnostics, pathText, summarize } from '../../lib/language/frame.ts';

const file = 'statemachines/journeys/trial-activation.yaml';
const noDuration: Diagnostic = {
  code: 'WM110',
  severity: 'error',
  file,
  line: 22,
  column: 12,
  length: 5,
  message: '"3 dys" is no duration.',
  hint: 'Did you mean "3 days"?',
};
const showing = (text: string) => () => ({ line: (number: number) => (number === 22 ? text : undefined) });

test('a mistake is shown where it was typed, with its way out', () => {
  expect(formatDiagnostic(noDuration, showing('    up-to: 3 dys'))).toBe(
    [
      'statemachines/journeys/trial-activation.yaml:22:12  WM110  "3 dys" is no duration.',
      '   22 │     up-to: 3 dys',
      '      │            ^^^^^  Did you mean "3 days"?',
    ].join('\n'),
  );
});

test('all of them, in file order, and a last line that counts', () => {
  const warning: Diagnostic = {
    ...noDuration,
    code: 'WM401',
    severity: 'warning',
    line: 3,
    column: 1,
    message: 'No topic.',
    hint: undefined,
  };
  const sourceOf = () => ({ line: () => 'topic:' });
  expect(formatDiagnostics([noDuration, warning, noDuration, { ...noDuration, file: 'b.yaml' }], sourceOf)).toBe(
    [
      'b.yaml:22:12  WM110  "3 dys" is no duration.',
      '   22 │ topic:',
      '      │       ^  Did you mean "3 days"?',
      '',
      'statemachines/journeys/trial-activation.yaml:3:1  WM401  warning: No topic.',
      '    3 │ topic:',
      '      │ ^^^^^',
      '',
      'statemachines/journeys/trial-activation.yaml:22:12  WM110  "3 dys" is no duration.',
      '   22 │ topic:',
      '      │       ^  Did you mean "3 days"?',
      '',
      '2 errors and 1 warning in 2 files',
    ].join('\n'),
  );
});

test('nothing wrong is nothing said', () => {
  expect(formatDiagnostics([], () => undefined)).toBe('');
  expect(summarize([])).toBe('no problems');
  expect(summarize([noDuration])).toBe('1 error in 1 file');
});

test('a definition in TypeScript is named by its path, the way out below', () => {
  const typed = { ...noDuration, file: 'journeys/trial.ts', line: 0, column: 0, path: ['steps', 2, 'up-to'] };
  expect(formatDiagnostic(typed, () => undefined)).toBe(
    'journeys/trial.ts  steps[2].up-to  WM110  "3 dys" is no duration.\n    Did you mean "3 days"?',
  );
  expect(pathText([0, 'if', 1])).toBe('[0].if[1]');
});

describe('the caret stands below its letter', () => {
  const marked = (text: string, column: number, length: number) => {
    const [, line, carets] = formatDiagnostic({ ...noDuration, column, length, hint: undefined }, showing(text)).split(
      '\n',
    );
    return [line!.slice(8), carets!.slice(8)];
  };

  test('behind a tab', () => {
    expect(marked('\tup-to: x', 9, 1)).toEqual(['\tup-to: x', '\t       ^']);
  });

  test('behind letters that are two columns wide, or none', () => {
    expect(marked('名: x', 4, 1)[1]).toBe('    ^');
    expect(marked('e\u0301: x', 5, 1)[1]).toBe('   ^');
    expect(marked('🎉 x', 4, 1)[1]).toBe('   ^');
    expect(marked('a: 名前', 4, 2)[1]).toBe('   ^^^^');
  });

  test('in a line too long for a screen', () => {
    const [line, carets] = marked(`${'a'.repeat(200)}XYZ${'b'.repeat(200)}`, 201, 3);
    expect(line!.length).toBeLessThanOrEqual(102);
    expect(line!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('XYZ');
  });

  test('where the line ends before it', () => {
    expect(marked('ab', 40, 3)[1]).toBe('  ^');
  });
});

test('a file cannot move the cursor of who reads its mistakes', () => {
  const evil = { ...noDuration, message: 'bad \u001B[2Jname', hint: 'x\u0007\u202E' };
  const printed = formatDiagnostic(evil, showing('a: \u001B]0;title\u0007'));
  expect(['\u001B', '\u0007', '\u202E'].filter((sign) => printed.includes(sign))).toEqual([]);
});

test('colors are for terminals that ask for them', () => {
  const colored = formatDiagnostic(noDuration, showing('    up-to: 3 dys'), { color: true });
  expect(colored).toContain('\u001B[31mWM110\u001B[39m');
  expect(stripVTControlCharacters(colored)).toBe(formatDiagnostic(noDuration, showing('    up-to: 3 dys')));
});
