import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateProject } from '../../bench/generate-journeys.ts';
import { readFiles } from '../../bin/load-project.ts';
import { readCarefully, readSource } from '../../lib/language/source.ts';
import { sourceText } from '../../lib/language/source-text.ts';
import { readPlain } from '../../lib/language/yaml-plain.ts';

const file = 'statemachines/journeys/trial.yaml';
const carefully = (text: string) => readCarefully(sourceText(text), file);

const isYaml = ({ path }: { path: string }) => path.endsWith('.yaml');
const shipped = (await readFiles(process.cwd())).filter(isYaml);

test('no file of ours needs the slow reader: the author of a thousand journeys does not wait for it', () => {
  const slow = [...shipped, ...generateProject(100).filter(isYaml)].filter(({ text }) => !readPlain(text));
  expect(slow.map(({ path }) => path)).toEqual([]);
});

test('what is read quickly is what the careful reader reads, without a mistake and without a trap', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.oneof(soups, lines, edited), (text) => {
      const plain = readPlain(text);
      if (!plain) return;
      quick += 1;
      const { problems, traps, value } = carefully(text);
      expect({ problems, traps }, text).toEqual({ problems: [], traps: [] });
      expect(JSON.stringify(plain.value), text).toBe(JSON.stringify(value));
      expect(plain.value, text).toStrictEqual(value);
    }),
    { numRuns: 1000 },
  );
  expect(quick, 'texts that were read quickly').toBeGreaterThan(100);
});

test.each([
  ['a number that would lose its zero', 'postcode: 01234'],
  ['a version that would lose a digit', 'version: 1.10'],
  ['a number that cannot be kept', 'id: 12345678901234567890'],
  ['a number in another notation', 'count: 0x1F'],
  ['yes and no in another spelling', 'answer: True'],
  ['nothing as a sign', 'plan: ~'],
  ['a channel that is a comment', 'channel: #sales'],
  ['a remark that may be meant as text', 'purpose: Ask #sales'],
  ['a reference', 'purpose: *bold*'],
  ['an anchor', 'name: &co'],
  ['a tag', 'plan: !paid'],
  ['a tag on a list', 'plans: !paid [a]'],
  ['a placeholder', 'subject: {{ contact.firstName }}'],
  ['a Liquid tag', 'subject: {% if contact.plan %}'],
  ['a key that stands there twice', 'a: 1\na: 2'],
  ['a merge key', '<<: { a: 1 }'],
  ['a key that everything inherits', '__proto__: { a: 1 }'],
  ['a key that is missing', ': 1'],
  ['a key that is a list', '[a]: 1'],
  ['a tab', 'a:\tb'],
  ['a blank that is no space', 'a:\u00a0b'],
  ['a character that is no text', 'a: "\u0007"'],
  ['half of a character', 'a: \ud83d'],
  ['a second document', 'a: 1\n---\nb: 2'],
  ['a line of dashes that stands further in', '  ---'],
  ['a directive', '%YAML 1.2\n---\na: 1'],
  ['text over several lines', 'a: b\n  c'],
  ['a block of text', 'a: |\n  b\n'],
  ['text behind a quote', 'else:\n- "a" b: c'],
  ['text behind a brace', 'else:\n- { a: 1 }stop: gone'],
  ['an escape that is seldom written', 'a: "\\x41"'],
  ['a bracket that is never closed', 'a: [b'],
  ['a colon too many', 'purpose: Trials: turn them'],
  ['an empty file', ''],
  ['a file of remarks', '# later\n'],
])('leaves %s to the careful reader', (_what, text) => {
  expect(readPlain(text)).toBeUndefined();
});

test('where nothing is wrong, places are still known: a rule may find fault with what the words say', () => {
  const { at, writtenAt, line } = readSource('# mine\njourney: trial\nsteps:\n  - wait: "3 days"\n', file);
  expect(at(['steps', 0, 'wait'])).toEqual({ line: 4, column: 11, length: 8 });
  expect(at(['steps', 0], 'key')).toEqual({ line: 4, column: 5, length: 4 });
  expect(writtenAt(['steps', 0, 'wait'])).toBe('"3 days"');
  expect(line(2)).toBe('journey: trial');
});

const ends = ['a', 'b c', '"q"', "'s'", '""', '1', '1.5', 'true', 'null', '', '09:00', 'a:b', 'é', '[]', '{}'];
const signs = [
  ' ',
  '\n',
  '\n  ',
  '\n    ',
  ': ',
  ':',
  '- ',
  ', ',
  ',',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  ' # c',
  '#',
  '\\"',
];
const soups = fc
  .array(fc.constantFrom(...ends, ...signs, '|', '> ', '? ', '&', '*', '!', '%', '---'), { maxLength: 14 })
  .map((parts) => parts.join(''));

const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...ends),
    fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(tie('node'), { maxLength: 3 })
      .map((items) => `{ ${items.map((item, index) => `k${index}: ${item}`).join(', ')} }`),
    fc.tuple(tie('node'), fc.constantFrom(...signs), tie('node')).map((parts) => parts.join('')),
  ),
}));
const lines = fc
  .array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('', '- ', 'a: ', 'b: ', '- c: ', '"d": ', 'e:'), node), {
    maxLength: 6,
  })
  .map((all) => all.map(([depth, head, value]) => `${'  '.repeat(depth)}${head}${value}`).join('\n'));

/** A shipped file with something put in or taken out. */
const edited = fc
  .tuple(
    fc.constantFrom(...shipped),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...signs, ...ends)), { maxLength: 2 }),
  )
  .map(([{ text }, edits]) =>
    edits.reduce((so, [where, gone, put]) => {
      const at = where % (so.length + 1);
      return so.slice(0, at) + put + so.slice(at + gone);
    }, text),
  );
