/** A template file as an author writes it, and each mistake told at its place. */
import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../../lib/language/template.ts';
import { templateKey } from '../../lib/language/template-key.ts';
import { badTemplates } from '../support/bad-templates.ts';
import { cartEmail, codeSms, welcomeEmail } from '../support/example-templates.ts';

describe('A template that is right', () => {
  test('the email of the manual is read as it is printed there, quotes and colon in the subject included', () => {
    const { template, diagnostics } = parseTemplate(welcomeEmail.file, welcomeEmail.text);

    expect(diagnostics).toEqual([]);
    expect(template).toMatchObject({
      name: 'trial-welcome',
      channel: 'email',
      format: 'mjml',
      subject: 'Welcome, {{ contact.firstName | default: "there" }}',
      preview: 'Your first project in five minutes',
      sender: 'team',
      sample: { contact: { firstName: 'Ann' } },
      bodyLine: 7,
    });
    expect(template?.language).toBeUndefined();
    expect(template?.body.split('\n')[0]).toBe('<mj-section><mj-column>');
  });

  test('a translation says its language in its name, and an SMS needs no front matter', () => {
    const french = parseTemplate(cartEmail.file, cartEmail.text).template!;
    const sms = parseTemplate('templates/call-offer.sms.txt', 'Hi there').template!;

    expect(french).toMatchObject({ name: 'left-cart', language: 'fr', format: 'html' });
    expect(templateKey(french)).toBe('left-cart.fr.email');
    expect(sms).toMatchObject({ name: 'call-offer', channel: 'sms', format: 'text', body: 'Hi there', bodyLine: 1 });
    expect(templateKey(parseTemplate(codeSms.file, codeSms.text).template!)).toBe('call-offer.sms');
  });

  test('a push message may have a title', () => {
    const { template } = parseTemplate('x.push.txt', '---\nsubject: News\n---\nLook');

    expect(template).toMatchObject({ channel: 'push', subject: 'News', body: 'Look' });
  });

  test.each([
    { case: 'plain', written: 'Hi: you & *me*', read: 'Hi: you & *me*' },
    { case: 'in single quotes', written: "'It''s #1'", read: "It's #1" },
    { case: 'in double quotes', written: '"Say \\"hi\\""', read: 'Say "hi"' },
    {
      case: 'beginning with a value',
      written: '{{ contact.firstName }}, hello',
      read: '{{ contact.firstName }}, hello',
    },
    { case: 'looking like a number', written: '0042', read: '0042' },
    { case: 'looking like a yes', written: 'true', read: 'true' },
  ])('a subject $case is the text that was written', ({ written, read }) => {
    expect(parseTemplate('a.email.html', `---\nsubject: ${written}\n---\n<p>Hi</p>`).template?.subject).toBe(read);
  });

  test('Windows line ends and a byte order mark change nothing', () => {
    const { template } = parseTemplate('a.email.html', '\uFEFF---\r\nsubject: Hi\r\n---\r\n<p>a</p>\r\n<p>b</p>');

    expect(template).toMatchObject({ subject: 'Hi', body: '<p>a</p>\n<p>b</p>', bodyLine: 4 });
  });
});

describe('A mistake is told with its place', () => {
  test.each(badTemplates.filter(({ found }) => found === 'parse'))('$case', (bad) => {
    const { template, diagnostics } = parseTemplate(bad.file, bad.text);

    expect(template).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    const { code, line, column, message, file, severity } = diagnostics[0]!;
    expect({ code, line, column, file, severity }).toEqual({
      code: bad.code,
      line: bad.line,
      column: bad.column,
      file: bad.file,
      severity: 'error',
    });
    expect(message).toMatch(bad.says);
  });

  test.each(badTemplates.filter(({ found }) => found === 'compile'))('not by reading alone: $case', (bad) => {
    expect(parseTemplate(bad.file, bad.text).diagnostics).toEqual([]);
  });

  test('every mistake is told, not the first one only', () => {
    const { diagnostics } = parseTemplate(
      'a.email.html',
      '---\nsubjct: Hi\npreview: {{ contact.x | nope }}\n---\n<p>{{ contact.a | upcse }}</p>\n<p>{{ contact b }} {% fi %}</p>\n',
    );

    expect(diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual([
      '1 WM404',
      '2 WM403',
      '3 WM405',
      '5 WM405',
      '6 WM405',
      '6 WM405',
    ]);
    expect(diagnostics[1]!.hint).toBe('Did you mean `subject`?');
    expect(diagnostics[3]!.hint).toBe('Did you mean `upcase`?');
  });
});
