/** A decision that is always no, because its author compared a number with a word, is found before anybody waits for it. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeFiles, acmeWith } from '../support/acme.ts';

const settings = acmeFiles['waymark.yaml']!.replace('  role: text', '  role: text\n  vip: yes-no\n  orders: number');

function said(lines: string, head = ''): string[] {
  const text = `journey: typed\npurpose: Types\nowner: a@acme.example\ntopic: product-tips\n${head}steps:\n${lines.replaceAll(/^/gm, '  ')}\n`;
  const { diagnostics } = checkProject(acmeWith({ 'waymark.yaml': settings, 'journeys/typed.yaml': text }));
  return diagnostics.map(
    ({ code, line, column, message, hint }) => `${code} ${line}:${column} ${message} ${hint ?? ''}`,
  );
}
const asked = (condition: string, head?: string) =>
  said(`- if: ${condition}\n  then:\n    - stop: done`, head).map((one) => one.replace(/^(WM\d+) \S+/, '$1'));

const mistakes: [condition: string, says: RegExp][] = [
  ['{ field: plan, above: silver }', /^WM250 `above` says nothing about `plan`: it is one of trial, silver, gold\./],
  ['{ field: plan, in: [silver, glod] }', /^WM221 "glod" is no choice of `plan`\. Did you mean `gold`\?/],
  ['{ field: vip, at-least: 1 }', /^WM250 `at-least` says nothing about `vip`: it is yes or no\./],
  ['{ field: vip, is: yes }', /^WM251 "yes" is not what `vip` holds: yes or no\. Write `true` or `false`\./],
  ['{ field: orders, above: many }', /^WM251 "many" is not what `orders` holds: a number\./],
  ['{ field: orders, contains: 1 }', /^WM250 `contains` says nothing about `orders`/],
  ['{ field: renewalDate, below: soon }', /^WM251 "soon" is not what `renewalDate` holds: a date\. Write it like/],
  ['{ field: renewalDate, is: 2026-02-30 }', /^WM251 "2026-02-30" is not/],
  ['{ event: order.paid, where: { total: a lot } }', /^WM251 "a lot" is not what `total` holds/],
  ['{ event: order.paid, where: { total: { is: 1, contains: 2 } } }', /^WM250 `contains` says nothing about `total`/],
  ['{ value: contact.orders, is: none }', /^WM251 "none" is not what `contact.orders` holds/],
];

test.each(mistakes)('%s is told once', (condition, says) => {
  const found = asked(condition);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(says);
});

test.each([
  '{ field: plan, is: gold }',
  '{ field: plan, contains: ol }',
  '{ field: vip, is: true }',
  '{ field: vip, is: "false" }',
  '{ field: orders, above: "3" }',
  '{ field: renewalDate, below: 2026-12-31 }',
  '{ field: renewalDate, older-than: 1 year }',
  '{ field: role, above: m }',
  '{ event: order.paid, where: { orderId: 7, total: { above: 100, at-most: 200 } } }',
])('%s has nothing wrong with it', (condition) => {
  expect(asked(condition)).toEqual([]);
});

test('a value that starts the run has the type on which all its triggers agree', () => {
  const one = 'when: [{ event: order.paid }]\n';
  const two = 'when: [{ event: order.paid }, { form: sign-up }]\n';

  expect(asked('{ value: event.total, above: much }', one)).toEqual([expect.stringMatching(/^WM251 "much"/)]);
  expect(asked('{ value: event.total, above: 100 }', one)).toEqual([]);
  expect(asked('{ value: event.orderId, is: 7 }', two)).toEqual([]);
});

test('a trigger asks for values that its event can have', () => {
  const head = 'when: [{ event: order.paid, where: { total: { below: cheap } } }]\n';
  expect(said('- wait: 1 day', head)).toEqual([expect.stringMatching(/^WM251 5:\d+ "cheap"/)]);
});

test('a field is set to what it can hold; what is known when the step runs is left alone', () => {
  const lines =
    '- update: contact\n  set:\n    vip: perhaps\n    orders: 3\n    plan: glod\n    role: "{{ event.role }}"';
  expect(said(lines)).toEqual([
    expect.stringMatching(/^WM251 8:12 "perhaps"/),
    expect.stringMatching(/^WM221 10:13 "glod"/),
  ]);
});
