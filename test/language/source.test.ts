import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Place } from '../../lib/language/diagnostics.ts';
import { objectSource, readSource, trapDiagnostics } from '../../lib/language/source.ts';
import { anyText } from '../support/any-text.ts';

const file = 'statemachines/journeys/trial.yaml';
const read = (text: string) => readSource(text, file);
const codes = (text: string) => read(text).problems.map(({ code }) => code);
const only = (text: string) => {
  const { problems } = read(text);
  expect(problems).toHaveLength(1);
  return problems[0]!;
};

const journey = `journey: trial
purpose: Turn trials into accounts
when:
  - form: trial-signup
steps:
  - send-email: welcome      # the first one
  - wait-for: { clicked: welcome, within: 7 days }
    up-to: 3 days
    then:
      - add-to-segment: engaged
  - wait-until: 09:00
    days: [mon, tue]
  - note:
`;

describe('a readable file', () => {
  test('becomes plain data', () => {
    const source = read(journey);
    expect(source.problems).toEqual([]);
    expect(source.value).toEqual({
      journey: 'trial',
      purpose: 'Turn trials into accounts',
      when: [{ form: 'trial-signup' }],
      steps: [
        { 'send-email': 'welcome' },
        {
          'wait-for': { clicked: 'welcome', within: '7 days' },
          'up-to': '3 days',
          then: [{ 'add-to-segment': 'engaged' }],
        },
        { 'wait-until': '09:00', days: ['mon', 'tue'] },
        { note: null },
      ],
    });
    expect(JSON.parse(JSON.stringify(source.value))).toEqual(source.value);
  });

  test('knows where each value and key was written', () => {
    const source = read(journey);
    expect(source.at(['steps', 1, 'up-to'])).toEqual({ line: 8, column: 12, length: 6 });
    expect(source.at(['steps', 1, 'up-to'], 'key')).toEqual({ line: 8, column: 5, length: 5 });
    expect(source.at(['steps', 1, 'wait-for', 'within'])).toEqual({ line: 7, column: 43, length: 6 });
    expect(source.at(['steps', 2, 'days', 1])).toEqual({ line: 12, column: 17, length: 3 });
    expect(source.line(8)).toBe('    up-to: 3 days');
    expect(source.line(99)).toBeUndefined();
  });

  test('shows a step by the word that says its kind, and an empty value by its key', () => {
    const source = read(journey);
    expect(source.at(['steps', 1])).toEqual({ line: 7, column: 5, length: 8 });
    expect(source.at(['steps', 3, 'note'])).toEqual({ line: 13, column: 5, length: 4 });
  });

  test('shows what is missing at its nearest parent', () => {
    const source = read(journey);
    expect(source.at(['steps', 0, 'topic'])).toEqual(source.at(['steps', 0]));
    expect(source.at(['steps', 7, 'wait', 'x'])).toEqual(source.at(['steps']));
    expect(source.at(['owner'], 'key')).toEqual({ line: 1, column: 1, length: 7 });
    expect(read('').at(['journey'])).toEqual({ line: 1, column: 1, length: 1 });
  });

  test('gives a value as it was typed', () => {
    const source = read('a: "x"\nb: 01\nc: { d: 2 }');
    expect(source.writtenAt(['a'])).toBe('"x"');
    expect(source.writtenAt(['b'])).toBe('01');
    expect(source.writtenAt(['c', 'd'])).toBe('2');
    expect(source.writtenAt(['c'])).toBeUndefined();
  });

  test('may come from Windows, with a byte order mark', () => {
    const source = read('\uFEFFjourney: trial\r\nsteps:\r\n  - wait: 1 day\r\n');
    expect(source.problems).toEqual([]);
    expect(source.value).toEqual({ journey: 'trial', steps: [{ wait: '1 day' }] });
    expect(source.at(['journey'])).toEqual({ line: 1, column: 10, length: 5 });
    expect(source.line(3)).toBe('  - wait: 1 day');
  });

  test('may be empty, or hold remarks only', () => {
    expect(read('').value).toBeNull();
    expect(read('# nothing yet\n').value).toBeNull();
    expect(codes('# nothing yet\n')).toEqual([]);
  });

  test('holds nothing that JSON would change', () => {
    expect(read('a: -0\nb: 0').value).toEqual({ a: 0, b: 0 });
  });

  test('keeps keys as they were typed', () => {
    expect(read('01: a\ntrue: b\n"x y": c').value).toEqual({ '01': 'a', true: 'b', 'x y': 'c' });
  });

  test('meets nothing inherited by any key', () => {
    const { value } = read('a: 1') as { value: Record<string, unknown> };
    expect(value['toString']).toBeUndefined();
    expect('constructor' in value).toBe(false);
  });
});

describe('text that YAML would misread is put right, told once, and checked on', () => {
  test.each([
    ['*bold* words', 'WM007'],
    ['&co', 'WM007'],
    ['& more', 'WM007'],
    ['!paid', 'WM008'],
    ['!paid orders', 'WM008'],
    ['!!str 12', 'WM008'],
    ['{{ contact.firstName }}', 'WM009'],
    ['{{ contact.firstName | default: "there" }}, hello', 'WM009'],
    ['@ann', 'WM015'],
    ['`code`', 'WM015'],
    ['%off', 'WM015'],
    ['{% if contact.vip %}Hello{% endif %}', 'WM009'],
    ['Trials: turn them into accounts', 'WM016'],
    ['One: two: three', 'WM016'],
  ])('%s', (text, code) => {
    const whole = `journey: trial\npurpose: ${text}\nowner: team # a remark\n`;
    const problem = only(whole);
    expect(problem).toMatchObject({ code, severity: 'error', file, line: 2, column: 10 });
    expect(problem.hint).toBe(`Write it in quotes: ${JSON.stringify(text)}.`);
    expect(read(whole).value).toEqual({ journey: 'trial', purpose: text, owner: 'team' });
    expect(codes(`journey: trial\npurpose: ${JSON.stringify(text)}\n`)).toEqual([]);
  });

  test('between braces and brackets too', () => {
    const source = read('- { text: {{ x }}, to: [*ann, !x y, &b c, @d] }\n');
    expect(source.problems.map(({ code, column }) => [code, column])).toEqual([
      ['WM009', 11],
      ['WM007', 25],
      ['WM008', 31],
      ['WM007', 37],
      ['WM015', 43],
    ]);
    expect(source.value).toEqual([{ text: '{{ x }}', to: ['*ann', '!x y', '&b c', '@d'] }]);
  });

  test('several on several lines, each at its place', () => {
    const text = 'a: *x\nb: it: is\nc: @me\nd: {{ y }}\ne: !z\nf: 1\nf: 2\n';
    const found = read(text).problems.map(({ line, code }) => `${line} ${code}`);
    expect(found).toEqual(['1 WM007', '2 WM016', '3 WM015', '4 WM009', '5 WM008', '7 WM005']);
    expect(read(text).value).toEqual({ a: '*x', b: 'it: is', c: '@me', d: '{{ y }}', e: '!z', f: 1 });
  });

  test('a reference never stands for a thousand others', () => {
    const bomb = (lines: number) =>
      `a: &a [x, x]\n${Array.from({ length: lines }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}`;
    expect(read(bomb(15)).problems.length).toBeGreaterThan(30);
    expect(JSON.stringify(read(bomb(15)).value).length).toBeLessThan(2000);
    expect(read(bomb(3000)).problems).toHaveLength(50);
    expect(read(bomb(3000)).value).toBeUndefined();
  });

  test('numbers that cannot be kept are text everywhere', () => {
    const source = read('a: 12345678901234567890\nb: .inf\nc: .nan\nd: 1e999\n');
    expect(source.value).toEqual({ a: '12345678901234567890', b: '.inf', c: '.nan', d: '1e999' });
    expect(trapDiagnostics(source, () => false).map(({ code, line }) => `${line} ${code}`)).toEqual([
      '1 WM012',
      '2 WM012',
      '3 WM012',
      '4 WM012',
    ]);
  });
});

describe('what YAML changes in silence is a mistake only where text is wanted', () => {
  test.each([
    ['01234', 'WM012', '`01234` is read as the number 1234.'],
    ['+33612345678', 'WM012', '`+33612345678` is read as the number 33612345678.'],
    ['1e3', 'WM012', '`1e3` is read as the number 1000.'],
    ['1.10', 'WM012', '`1.10` is read as the number 1.1.'],
    ['0x1F', 'WM012', '`0x1F` is read as the number 31.'],
    ['0o17', 'WM012', '`0o17` is read as the number 15.'],
    ['.5', 'WM012', '`.5` is read as the number 0.5.'],
    ['True', 'WM012', '`True` is read as true, not as text.'],
    ['~', 'WM012', '`~` is read as nothing at all.'],
    ['ask #sales', 'WM013', 'What follows `#` is a comment, so only "ask" is read.'],
    ['#sales', 'WM013', '`#sales` is a comment, so nothing is read here.'],
  ])('%s', (text, code, message) => {
    const source = read(`a: x\nreason: ${text}\n`);
    expect(source.problems).toEqual([]);
    expect(trapDiagnostics(source, () => false)).toEqual([]);
    const asked: unknown[] = [];
    const [found, ...more] = trapDiagnostics(source, (path) => asked.push(path) > 0);
    expect(asked).toEqual([['reason']]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code, message, path: ['reason'], line: 2, column: 9, length: text.length });
    expect(found!.hint).toContain(`Write it in quotes: ${JSON.stringify(text)}`);
    expect(read(`reason: ${JSON.stringify(text)}`).traps).toEqual([]);
  });

  test.each([
    '12',
    '1.5',
    'true',
    'null',
    'yes',
    '09:00',
    '2026-03-02',
    '1_000',
    'trial  # a remark',
    'trial # a remark',
    'a#b',
    '"#x"',
    '|\n  # 01',
  ])('%j is what it says', (text) => {
    expect(read(`a: ${text}\n`).traps).toEqual([]);
  });

  test('in a list the place is the item', () => {
    const [found] = trapDiagnostics(read('codes: [x, 007]\n'), () => true);
    expect(found).toMatchObject({ path: ['codes', 1], column: 12, length: 3 });
  });
});

describe('what definitions leave out', () => {
  test.each([
    ['a: 1\na: 2\n', 'WM005', 2],
    ['{ a: 1, a: 2 }\n', 'WM005', 1],
    ['a:\n  <<: { b: 1 }\n', 'WM010', 2],
    ['a:\n  __proto__: { b: 1 }\n', 'WM011', 2],
    ['constructor: 1\n', 'WM011', 1],
    ['a: { "prototype": 1 }\n', 'WM011', 1],
    ['a: 1\n: 2\n', 'WM017', 2],
    ['[a, b]: 2\n', 'WM017', 1],
  ])('%j', (text, code, line) => {
    expect(only(text)).toMatchObject({ code, line });
  });

  test('a key that is refused sets nothing, least of all on every object', () => {
    const { value } = read('a:\n  __proto__: { polluted: yes }\n') as { value: { a: object } };
    expect(value.a).toEqual({});
    expect(Object.getPrototypeOf(value.a)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a file that cannot be read says where to look, once for each mistake', () => {
  test.each([
    ['a: "x\nb: 1\nc: 2\n', 'WM001', 1, 4, 'This double quote is never closed.'],
    ["a: 'x\nb: 1\n", 'WM001', 1, 4, 'This single quote is never closed.'],
    ['a: [1, 2\nb: 1\n', 'WM001', 1, 4, 'This bracket is never closed.'],
    ['a:\n  - { b: 1\nc: 2\n', 'WM001', 2, 5, 'This brace is never closed.'],
    ['a: "x" y\nb: 2\n', 'WM001', 1, 8, 'Text goes on behind the closing quote.'],
    ["a: 'it's'\nb: 1\n", 'WM001', 1, 8, 'Text goes on behind the closing quote.'],
    ['a: "\\x"\nb: 1\n', 'WM001', 1, 5, 'The backslash starts nothing known.'],
    ['key:value\nb: 1\n', 'WM001', 1, 1, 'A space is missing behind the colon.'],
    ['- wait: 1 day\n  up-to 3 days\n  then: 1\n', 'WM001', 2, 3, 'This is no key: a colon and a space are missing.'],
    ['steps\n  - wait: 1 day\n', 'WM001', 1, 1, 'This is no key: a colon and a space are missing.'],
    ['a: b\n c: d\ne: 1\n', 'WM001', 2, 2, 'This line does not fit what stands above it.'],
    ['steps:\n  - a: 1\n - b: 2\nx: 1\n', 'WM001', 3, 2, 'This line does not fit what stands above it.'],
    ['steps:\n- a: 1\n  b: 2\n   c: 3\nd: 1\n', 'WM001', 4, 4, 'This line does not fit what stands above it.'],
    ['- a\n- b\nc: 1\n', 'WM001', 3, 1, 'This line does not fit what stands above it.'],
    ['a: - b\nc: 1\n', 'WM001', 1, 4, 'A list cannot start on the line of its key.'],
    ['a: b: c\n  d: 1\n', 'WM001', 1, 4, 'There is one colon too many in this line.'],
    ['a:\n\tb: 1\nc: 2\n', 'WM006', 2, 1, 'A tab indents this line.'],
    ['%YAML 1.1\n---\na: yes\n', 'WM001', 1, 1, 'A line that starts with % is no part of a definition.'],
    ['a: 1\n---\nb: 2\n', 'WM004', 2, 1, 'A second document starts here.'],
    ['a: x\u0007\n', 'WM014', 1, 5, 'The character U+0007 is no text.'],
    ['a: x\uFFFD\n', 'WM014', 1, 5, 'The character U+FFFD is no text.'],
  ])('%j', (text, code, line, column, message) => {
    expect(only(text)).toMatchObject({ code, line, column, message });
    expect(read(text).value).toBeUndefined();
  });

  test('a # that swallowed the closing brace is named', () => {
    expect(only('- { text: ask #sales }\n').hint).toBe('`#sales` starts a comment: write the text in quotes.');
  });

  test('mistakes far apart are all told', () => {
    const text = 'a:\n  b: 1\n c: 2\nd: 1\ne: "x" y\nf: 1\ng: *x\n';
    expect(read(text).problems.map(({ line }) => line)).toEqual([3, 5, 7]);
  });

  test.each([
    ['larger than 256 KB', '# remark\n'.repeat(30_000), 'WM002'],
    ['larger than 256 KB in bytes, not in letters', `a: ${'é'.repeat(140_000)}`, 'WM002'],
    ['too deep in brackets', '['.repeat(50_000), 'WM003'],
    ['too deep in dashes', '- '.repeat(25_000), 'WM003'],
    ['too deep in maps', Array.from({ length: 101 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), 'WM003'],
  ])('%s', (_, text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test('a hundred levels can still be read', () => {
    const text = Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:${i === 99 ? ' 1' : ''}\n`).join('');
    expect(codes(text)).toEqual([]);
  });

  test.each([
    ['quotes', '"'.repeat(60_000)],
    ['references on one line', '*a '.repeat(20_000)],
    ['anchors on one line', '&a '.repeat(20_000)],
    ['open quotes on many lines', 'x: "a\n'.repeat(10_000)],
    ['colons', '- a: b: c\n'.repeat(6_000)],
  ])('a hostile file of %s is refused before anybody tires', (_, text) => {
    const { length } = read(text).problems;
    expect(length > 0 && length <= 50).toBe(true);
  });
});

describe('whatever the bytes are', () => {
  const isAnswered = (text: string) => {
    const source = read(text);
    const lines = text.split('\n').length;
    const isPlaced = ({ line, column, length }: Place) => line >= 1 && line <= lines && column >= 1 && length >= 1;
    const isSaid = ({ code, message }: Diagnostic) => /^WM0\d\d$/.test(code) && message !== '';
    expect(source.problems.filter((problem) => !isPlaced(problem) || !isSaid(problem))).toEqual([]);
    if (source.value === undefined) expect(source.problems.length).toBeGreaterThan(0);
    else expect(JSON.parse(JSON.stringify(source.value))).toEqual(source.value);
    expect(new Set(source.problems.map((problem) => JSON.stringify(problem))).size).toBe(source.problems.length);
    trapDiagnostics(source, () => true);
    source.at(['steps', 0, 'x'], 'key');
  };

  test('bytes that are no text at all', () => {
    const decoded = fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes));
    fc.assert(fc.property(decoded, isAnswered), { numRuns: 300 });
  });

  test('text of any letters', () => {
    fc.assert(fc.property(anyText({ maxLength: 200 }), isAnswered), { numRuns: 300 });
  });

  test('text of the signs that mean something to YAML', () => {
    const sign = fc.constantFrom(
      ...'-:?,[]{}#&*!|>\'"%@`~<=+.019 \n\t\\ab'.split(''),
      '\r\n',
      ': ',
      '- ',
      ' #',
      '{{ ',
      '\n  ',
    );
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 60 }).map((signs) => signs.join('')),
        isAnswered,
      ),
      {
        numRuns: 1500,
      },
    );
  });

  test('a good definition in which something was mistyped', () => {
    const edit = fc.record({
      at: fc.nat({ max: journey.length }),
      cut: fc.nat({ max: 6 }),
      put: fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom('\t', '"', ': ', '\n', '{{', '*x', '&', '!a ', '- ', '#'),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        isAnswered(edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), journey));
      }),
      { numRuns: 600 },
    );
  });

  test('data that was written as JSON comes back unchanged', () => {
    const isClean = (json: string) => !/__proto__|constructor|prototype|""\s*:|[\u007F\uFFFD]/.test(json);
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }).filter(isClean), (json) => {
        const source = read(json);
        fc.pre(source.problems.length === 0 && source.traps.every(({ always }) => !always));
        expect(source.value).toEqual(JSON.parse(json, (_, value) => (Object.is(value, -0) ? 0 : value)));
      }),
      { numRuns: 300 },
    );
  });
});

test('a definition written in TypeScript has values and no lines', () => {
  const source = objectSource({ journey: 'trial' }, 'journeys/trial.ts');
  expect(source.value).toEqual({ journey: 'trial' });
  expect(source.at(['journey'])).toEqual({ line: 0, column: 0, length: 0 });
  expect(source.line(1)).toBeUndefined();
});
