/** The sample shop tells Waymark what a visitor does, in the shapes that any site would use. */
import { readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';

const shop = new URL('../../web/shop/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, shop), 'utf8');
const pages = readdirSync(shop).filter((name) => name.endsWith('.html'));

interface Call {
  path: string;
  body: Record<string, unknown>;
}

/** Runs the tracking script on a page, with a network that only takes note. */
function visit({ path = '/', search = '', kept = new Map<string, string>() } = {}) {
  const calls: Call[] = [];
  const page = createContext({
    window: {},
    document: { title: 'Pricing · Acme', body: { dataset: { path } } },
    location: { search, pathname: '/shop/pricing.html' },
    history: { replaceState: () => undefined },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    },
    fetch: async (address: string, { body }: { body: string }) => {
      calls.push({ path: address, body: JSON.parse(body) as Record<string, unknown> });
      return { ok: true };
    },
    URLSearchParams,
    crypto: globalThis.crypto,
  });
  runInContext(read('track.js'), page);
  const run = (code: string) => runInContext(code, page) as Promise<unknown>;
  return { calls, kept, run };
}

describe('a visit', () => {
  test('is told as a page call of the Segment spec, with the path that journeys ask about', () => {
    const { calls } = visit({ path: '/pricing' });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      path: '/v1/page',
      body: { type: 'page', name: 'Pricing · Acme', properties: { path: '/pricing' } },
    });
    const { anonymousId, messageId, timestamp, sentAt } = calls[0]?.body ?? {};
    for (const id of [anonymousId, messageId]) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    for (const at of [timestamp, sentAt]) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test('keeps one anonymous id from page to page, and a message id for each call', () => {
    const { calls, kept } = visit();
    const later = visit({ kept });
    expect(later.calls[0]?.body.anonymousId).toBe(calls[0]?.body.anonymousId);
    expect(later.calls[0]?.body.messageId).not.toBe(calls[0]?.body.messageId);
  });

  test('is by a stranger again after a reset', () => {
    const { calls, kept } = visit();
    const later = visit({ kept, search: '?forget' });
    expect(later.calls[0]?.body.anonymousId).not.toBe(calls[0]?.body.anonymousId);
  });
});

test('whoever signed up is identified by e-mail address, under the anonymous id of before', async () => {
  const { calls, run } = visit();
  await run("window.acme.identify({ email: 'ann@example.com', firstName: 'Ann' })");
  expect(calls[1]).toMatchObject({
    path: '/v1/identify',
    body: { type: 'identify', anonymousId: calls[0]?.body.anonymousId, traits: { email: 'ann@example.com' } },
  });
});

test('a button tells the event with its properties', async () => {
  const { calls, run } = visit();
  await run("window.acme.track('order.paid', { orderId: 'A-1', total: 49, productType: 'skin-care' })");
  expect(calls[1]).toMatchObject({
    path: '/v1/track',
    body: { type: 'track', event: 'order.paid', properties: { orderId: 'A-1', total: 49, productType: 'skin-care' } },
  });
});

describe('the sign-up form', () => {
  const html = read('signup.html');

  test('works as a plain post, without any script', () => {
    expect(html).toContain('<form method="post" action="/v1/forms/trial-signup"');
    const names = [...html.matchAll(/<(?:input|select)[^>]*? name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['email', 'firstName', 'role', 'consent.product-tips.email', 'anonymousId']);
  });

  test('offers the roles that the form allows', () => {
    expect([...html.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value)).toEqual([
      'developer',
      'marketer',
      'other',
    ]);
  });

  test('takes nobody for having consented who did not say so', () => {
    expect(html).not.toMatch(/type="checkbox"[^>]*checked/);
  });
});

describe('the pages', () => {
  test.each([
    { case: 'index.html', path: '/' },
    { case: 'pricing.html', path: '/pricing' },
    { case: 'pricing-pro.html', path: '/pricing/pro' },
    { case: 'signup.html', path: '/signup' },
    { case: 'thanks.html', path: '/thanks' },
  ])('are tracked under the address that a real shop would have: $case', ({ case: name, path }) => {
    expect(read(name)).toContain(`<body data-path="${path}">`);
  });

  test('link only to pages that are there, and load nothing from elsewhere', () => {
    for (const name of pages) {
      const addresses = [...read(name).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address ?? '');
      for (const address of addresses) {
        const file = address === './' ? 'index.html' : address;
        expect(readdirSync(shop), `${address} in ${name}`).toContain(file);
      }
    }
  });

  test('hold JSON properties that can be read, for every button that tells an event', () => {
    const told = pages.flatMap((name) => [...read(name).matchAll(/data-track="([^"]+)"/g)].map(([, event]) => event));
    expect(new Set(told)).toEqual(new Set(['project.created', 'order.paid']));
    const orders = pages.flatMap((name) =>
      [...read(name).matchAll(/data-properties='([^']+)'/g)].map(([, json = '']) => JSON.parse(json) as unknown),
    );
    expect(orders).toEqual([
      { total: 19, productType: 'other' },
      { total: 49, productType: 'skin-care' },
      { total: 39, productType: 'make-up' },
    ]);
  });
});
