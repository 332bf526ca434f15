/** The bytes of an email: exact headers, a one-click way out, and nothing that a value could add. */
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { buildMime } from '../../functions/aws/mime.ts';
import type { OutgoingEmail } from '../../lib/engine/ports.ts';

const unsubscribeUrl = `https://mail.acme.example/u/k1.${'t'.repeat(300)}`;

const marketing: OutgoingEmail = {
  class: 'marketing',
  effect: '3f2a9c',
  from: { name: 'Acme, Inc.', address: 'hello@acme.example' },
  to: 'ann@example.com',
  subject: 'Welcome, Ann',
  text: 'Hello Ann\n',
  html: '<p>Hello Ann</p>',
  unsubscribeUrl,
  at: '2026-03-02T09:00:00.000Z',
};

const { unsubscribeUrl: _, ...withoutWayOut } = marketing;
const receipt: OutgoingEmail = { ...withoutWayOut, class: 'transactional' };

const mime = async (email: OutgoingEmail) => Buffer.from(await buildMime(email)).toString('utf8');

describe('A marketing email', () => {
  test('is these bytes', async () => {
    expect(await mime(marketing)).toBe(
      [
        `List-Unsubscribe: <${unsubscribeUrl}>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'From: "Acme, Inc." <hello@acme.example>',
        'To: ann@example.com',
        'Subject: Welcome, Ann',
        'Message-ID: <3f2a9c@acme.example>',
        'Date: Mon, 02 Mar 2026 09:00:00 +0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary="--_NmP-3f2a9c-Part_1"',
        '',
        '----_NmP-3f2a9c-Part_1',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 7bit',
        '',
        'Hello Ann',
        '',
        '----_NmP-3f2a9c-Part_1',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: 7bit',
        '',
        '<p>Hello Ann</p>',
        '----_NmP-3f2a9c-Part_1--',
        '',
      ].join('\r\n'),
    );
  });

  test('is the same each time', async () => {
    expect(await mime(marketing)).toBe(await mime({ ...marketing }));
  });

  test('is not expressible without a way out, and does not leave without one', async () => {
    // @ts-expect-error a marketing email has an unsubscribe link
    const email: OutgoingEmail = { ...withoutWayOut, class: 'marketing' };

    await expect(buildMime(email)).rejects.toMatchObject({ name: 'TerminalError', code: 'no-unsubscribe' });
  });

  test.each([
    '',
    'http://acme.example/u/1',
    'mailto:a@b.example',
    'https://acme.example/u/1>, <https://evil.example',
    'https://acme.example/u 1',
    'https://',
  ])('does not leave with a link that is none: %j', async (url) => {
    await expect(buildMime({ ...marketing, unsubscribeUrl: url })).rejects.toMatchObject({ code: 'no-unsubscribe' });
  });

  test('may lead to this machine while everything runs on it', async () => {
    expect(await mime({ ...marketing, unsubscribeUrl: 'http://localhost:4000/u/1' })).toContain(
      'List-Unsubscribe: <http://localhost:4000/u/1>\r\n',
    );
  });
});

describe('A receipt', () => {
  test('has no way out of a list that it does not belong to', async () => {
    expect(await mime(receipt)).not.toContain('List-Unsubscribe');
  });
});

describe('What a contact sees is what was written', () => {
  test.each([
    { case: 'ASCII', subject: 'Hello', name: 'Acme', text: 'Hi\nthere\n' },
    {
      case: 'accents, quotes and emoji',
      subject: 'Été à "Zürich" 🙂',
      name: 'Café "Zoë" <x@y.z>',
      text: 'Ça va? 🙂\n.\n..\nFrom here\n',
    },
    { case: 'long lines', subject: 'word '.repeat(60).trim(), name: 'A'.repeat(100), text: `${'é'.repeat(2000)}\n` },
    { case: 'what looks encoded', subject: '=?utf-8?Q?Bcc?=', name: 'x', text: '=20=3D\n' },
    { case: 'another recipient in a name', subject: 'a', name: 'x@y.example, Eve <eve@example.com>', text: 'a\n' },
  ])('$case', async ({ subject, name, text }) => {
    const html = `<p>${text}</p>`;
    const read = await new PostalMime().parse(
      await buildMime({ ...marketing, subject, text, html, from: { ...marketing.from, name } }),
    );

    expect(read.subject).toBe(subject);
    expect(read.from).toEqual({ name, address: 'hello@acme.example' });
    expect(read.to).toEqual([{ name: '', address: 'ann@example.com' }]);
    expect(read.cc ?? read.bcc).toBeUndefined();
    expect(read.text?.trimEnd()).toBe(text.trimEnd());
    expect(read.html?.trim()).toBe(html.trim());
    expect(read.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(`<${unsubscribeUrl}>`);
  });

  test('no line is longer than a mail server takes', async () => {
    const lines = (
      await mime({ ...receipt, subject: 'é'.repeat(500), text: 'x'.repeat(5000), html: 'y'.repeat(5000) })
    ).split('\r\n');

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  });
});

describe('A control character anywhere in the headers stops the email', () => {
  const bad = ['\r\nBcc: eve@example.com', '\n', '\r', '\u0000', '\t', '\u007f', '\u0085', '\u2028'];
  const places: { [place: string]: (value: string) => OutgoingEmail } = {
    subject: (value) => ({ ...marketing, subject: `Hi${value}` }),
    'sender name': (value) => ({ ...marketing, from: { ...marketing.from, name: `Acme${value}` } }),
    'sender address': (value) => ({ ...marketing, from: { ...marketing.from, address: `hello@acme.example${value}` } }),
    to: (value) => ({ ...marketing, to: `ann@example.com${value}` }),
    'quoted local part': (value) => ({ ...marketing, to: `"ann${value}"@example.com` }),
    'unsubscribe link': (value) => ({ ...marketing, unsubscribeUrl: `${unsubscribeUrl}${value}` }),
  };

  test.each(Object.keys(places))('%s', async (place) => {
    for (const value of bad) {
      await expect(buildMime(places[place]!(value)), JSON.stringify(value)).rejects.toMatchObject({
        code: 'bad-header',
      });
    }
  });

  test('in the parts that a caller may fix, too', async () => {
    await expect(buildMime(marketing, { messageId: '<a\r\nBcc: x>' })).rejects.toMatchObject({ code: 'bad-header' });
    await expect(buildMime(marketing, { boundary: 'a\nb' })).rejects.toMatchObject({ code: 'bad-header' });
  });
});

test.each([
  'ann',
  'ann@example.com, eve@example.com',
  'Ann <ann@example.com>',
  '"a b"@example.com',
  'group: a@b.example;',
])('nothing is sent to what is not one address: %s', async (to) => {
  await expect(buildMime({ ...marketing, to })).rejects.toMatchObject({ code: 'bad-address' });
});

test('Message-ID and boundary may be fixed', async () => {
  const text = Buffer.from(await buildMime(marketing, { messageId: '<m1@x.example>', boundary: 'b1' })).toString();

  expect(text).toContain('Message-ID: <m1@x.example>\r\n');
  expect(text).toContain('boundary="--_NmP-b1-Part_1"');
});
