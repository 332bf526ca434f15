/** Messages shown to the operator never act by themselves. */
import { describe, expect, test } from 'vitest';
import { sayArrival } from '../../web/console/inbox/announcer.tsx';
import { guardHtml } from '../../web/console/inbox/guarded-html.ts';
import { piecesOf } from '../../web/console/inbox/text-pieces.ts';
import { offer, welcome } from './stand-in/messages.ts';

describe('the body of a message', () => {
  test.each([
    { case: 'with a head', html: '<html><head><title>x</title></head><body>hi</body></html>' },
    { case: 'with a head that has attributes', html: '<HEAD dir="ltr"><title>x</title></HEAD>hi' },
    { case: 'with no head', html: '<p>hi</p>' },
  ])('may load nothing from elsewhere and lead nowhere: $case', ({ html }) => {
    const guarded = guardHtml(html);
    expect(guarded).toContain("default-src 'none'");
    expect(guarded).toContain('<base target="_blank">');
    expect(guarded.indexOf('Content-Security-Policy')).toBeLessThan(guarded.indexOf('hi'));
    expect(guarded.replace(/<meta[^>]*><base[^>]*>/, '')).toBe(html);
  });
});

describe('a text message', () => {
  test('has its link where the contact would press it', () => {
    expect(piecesOf(offer).map(({ text, isLink }) => [text, isLink])).toEqual([
      ['Ann, shall we call you for ten minutes? Pick a time: ', false],
      ['https://acme.example/call', true],
    ]);
  });

  test('tells a longer link from a shorter one that begins alike', () => {
    const links = ['https://a.example', 'https://a.example/b'].map((href) => ({ href, text: href }));
    const text = 'https://a.example/b or https://a.example.';
    expect(
      piecesOf({ text, links })
        .filter(({ isLink }) => isLink)
        .map((piece) => piece.text),
    ).toEqual(['https://a.example/b', 'https://a.example']);
    expect(piecesOf({ text: 'none', links: [] }).map((piece) => piece.text)).toEqual(['none']);
  });
});

test('a new message is said to whoever cannot see it', () => {
  const call = { ...offer, channel: 'webhook' as const, to: 'https://erp.example.com/orders' };
  expect(sayArrival([welcome, offer, call])).toBe(
    `New e-mail to ann@example.com: Welcome, Ann. New text message to +33600000001: ${offer.text}. New call to https://erp.example.com/orders`,
  );
});
