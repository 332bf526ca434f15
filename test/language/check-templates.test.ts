/** A message says what its author meant: every value in it is one that whoever sends it can know, and the law is kept. */
import { expect, test } from 'vitest';
import { footerFor } from '../../lib/compiler/footer.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { shownTo } from '../../lib/language/liquid-shown.ts';
import { acmeWith } from '../support/acme.ts';

const email = (text: string) =>
  `---\nsubject: Hello\n---\n<mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section>\n`;

const journey = (name: string, when: string, options = '') =>
  `journey: ${name}\npurpose: Sends\nowner: a@acme.example\ntopic: product-tips\nwhen: [${when}]\nsteps:\n  - send-email: news\n${options}`;

function mistakesIn(text: string, journeys: string[]): string[] {
  const files = journeys.map((one) => [`journeys/${/journey: (\S+)/.exec(one)![1]}.yaml`, one]);
  const { diagnostics } = checkProject(
    acmeWith({ ...Object.fromEntries(files), 'templates/news.email.mjml': email(text) }),
  );
  return diagnostics.map(
    ({ code, line, column, message, hint }) => `${code} ${line}:${column} ${message} ${hint ?? ''}`,
  );
}

const paid = journey('paid', '{ event: order.paid }');
const started = journey('started', '{ event: trial.started }');
const signed = journey('signed', '{ form: sign-up }');
const withReason = journey('handed', '{ event: order.paid }', '    with: { reason: new }\n');

test.each([
  ['{{ event.total }}', [paid]],
  ['{{ event.total }} {{ event.email }}', [paid, signed]],
  ['{{ event.total }}', [paid, started]],
  ['{{ with.reason }}', [withReason]],
  ['{{ with.reason }}', [paid, withReason]],
  ['{{ event.anything }} {{ with.anything }}', []],
])('%s is known to those who send it', (text, journeys) => {
  expect(mistakesIn(text, journeys)).toEqual([]);
});

test.each([
  ['{{ event.totl }}', [paid], /^WM216 4:\d+ `event\.totl` leads nowhere.*Did you mean `event\.total`\?/],
  ['{{ event.total }}', [signed], /^WM216 .*`event\.total` leads nowhere: `event` has no `total`/],
  ['{{ with.raeson }}', [withReason], /^WM216 .*Did you mean `with\.reason`\?/],
  ['{{ with.reason }}', [paid], /^WM216 .*`with` has no `reason`/],
  ['{{ input.reason }}', [paid], /^WM216 .*`input` has no `reason`/],
])('%s is told where nobody knows it', (text, journeys, says) => {
  const found = mistakesIn(text, journeys);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(says);
});

test('a way out that hangs on a condition is told at its place, and put below the message all the same', () => {
  const hidden = '{% if contact.plan == "gold" %}{{ unsubscribeUrl }}{% endif %}';
  expect(mistakesIn(hidden, [paid])).toEqual([
    expect.stringMatching(/^WM445 4:\d+ Only some readers are shown the way/),
  ]);
  expect(mistakesIn(hidden, [journey('receipt', '', '    class: transactional\n')])).toEqual([]);
  expect(footerFor(hidden)).toContain('{{ unsubscribeUrl }}');
  expect(footerFor('{% if unsubscribeUrl %}You hear from us because you asked to.{% endif %}')).toContain(
    '{{ unsubscribeUrl }}',
  );
  expect(footerFor('{{ unsubscribeUrl }} {{ postalAddress }}')).toBe('');
});

test.each([
  ['{{ unsubscribeUrl }}', 'all'],
  ['<a href="{{- unsubscribeUrl -}}">', 'all'],
  ['{% if unsubscribeUrl %}{{ unsubscribeUrl }}{% endif %}', 'all'],
  ['{% if a %}{% endif %}{{ unsubscribeUrl | escape }}', 'all'],
  ['{% if unsubscribeUrl %}{% else %}{{ unsubscribeUrl }}{% endif %}', 'some'],
  ['{% unless a %}{{ unsubscribeUrl }}{% endunless %}', 'some'],
  ['{% for x in event.items %}{{ unsubscribeUrl }}{% endfor %}', 'some'],
  ['{% if unsubscribeUrl %}x{% endif %}', 'none'],
  ['{{ with.unsubscribeUrl }} {{ unsubscribeUrls }}', 'none'],
])('%s is shown to %s', (text, to) => {
  expect(shownTo(text, 'unsubscribeUrl')).toBe(to);
});
