/** Which values a text asks for, so that a field nobody has is found before a contact reads an empty line. */
import { expect, test } from 'vitest';
import { liquidPaths, liquidProblems, liquidReads } from '../../lib/language/liquid-check.ts';

test('each path that a text reads is named once, in order', () => {
  const text =
    'Hi {{ contact.firstName | default: event.name }}, {{ contact.firstName }} {% if with.code == "a" %}x{% endif %}';

  expect(liquidPaths(text)).toEqual(['contact.firstName', 'event.name', 'with.code']);
});

test('what a loop, an assignment or a capture makes up itself is not asked of the contact', () => {
  const text =
    '{% for item in event.items %}{{ item.name }}{{ forloop.index }}{% endfor %}{% assign n = contact.age %}{{ n }}{% capture c %}{{ contact.city }}{% endcapture %}{{ c }}';

  expect(liquidPaths(text)).toEqual(['event.items', 'contact.age', 'contact.city']);
});

test('a path is told down to the part that is known only at run time', () => {
  expect(liquidPaths('{{ event.items[0].name }} {{ contact[event.field].x }} {{ contact["company"].size }}')).toEqual([
    'event.items',
    'contact',
    'event.field',
    'contact.company.size',
  ]);
});

test('each read has its line and column', () => {
  expect(liquidReads('Hi\n  {{ contact.firstName }}')).toEqual([{ path: 'contact.firstName', line: 2, column: 6 }]);
});

test('a text that cannot be read asks for nothing: its mistake is told instead', () => {
  expect(liquidPaths('{{ contact.firstName')).toEqual([]);
  expect(liquidProblems('{{ contact.firstName')).toEqual([
    { message: expect.stringContaining('not closed'), line: 1, column: 1, length: 20 },
  ]);
});

test.each([
  ['{{ a == b }}'],
  ['{{ a or b }}'],
  ['{{ a contains "x" }}'],
  ['{{- a -}}'],
  ['{{ a | default: "b c" }}'],
  ["{{ 'a b' | upcase }}"],
  ['{{ a[0] }} {{ a["b c"] }} {{ a["b c"].d | first }}'],
  ['{% raw %}{{ not liquid here }}{% endraw %}'],
])('nothing is found wrong in %s', (text) => {
  expect(liquidProblems(text)).toEqual([]);
});

test.each([
  { text: '{% constructor %}', says: /`{% constructor %}` is no tag/ },
  { text: '{{ a | toString }}', says: /`toString` is no filter/ },
  { text: '{% endif %}', says: /closes or continues nothing/ },
  { text: '{% layout "x" %}', says: /reads no other file/ },
  { text: '{{ }}', says: /cannot be read/ },
  { text: '{% if a = 1 %}x{% endif %}', says: /cannot be read/ },
  { text: 'x'.repeat(100_001), says: /too long/ },
])('$says', ({ text, says }) => {
  expect(liquidProblems(text)[0]?.message).toMatch(says);
});

test('`raw` is refused where markup is written and harmless where none is', () => {
  expect(liquidProblems('{{ a | raw }}', 'html')).toHaveLength(1);
  expect(liquidProblems('{{ a | raw | upcase }}', 'html')).toHaveLength(1);
  expect(liquidProblems('{{ a | raw }}', 'text')).toEqual([]);
});
