/** Leaving by the link in a message: one press is enough, looking at the link is none, and nobody leaves for another. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createSigner } from '../../functions/aws/signing.ts';
import type { ApiAnswer, ApiEvent } from '../../functions/middleware/api.ts';
import { createHandler } from '../../functions/unsubscribe.ts';
import { effectReference } from '../../lib/engine/effect-reference.ts';
import { unsubscribeUrl } from '../../lib/engine/links.ts';
import { aClaim, aContact, at } from '../support/records.ts';
import { aCall, aPlace, type Place, silent, urlencoded } from './ways-in.ts';

const press = 'List-Unsubscribe=One-Click';
let place: Place;
let path: string;
let send: (event: ApiEvent) => Promise<ApiAnswer>;

beforeEach(async () => {
  place = await aPlace();
  // The real signer: it is what a forger meets.
  const signer = createSigner({ deployment: 'acme', keys: [{ id: 'k1', secret: 's'.repeat(40) }], clock: place.clock });
  const ports = { ...place.ports, signer };
  const consent = {
    'product-tips': {
      email: { state: 'in' as const, at: at(-9), source: 'form:x' },
      sms: { state: 'in' as const, at: at(-9), source: 'form:x' },
    },
  };
  await ports.contacts.create(aContact({ consent }));
  await ports.timeline.write({
    ...aClaim({ state: 'SENT' }),
    facts: { channel: 'email', topic: 'product-tips', template: 'welcome' },
  });
  path = new URL(unsubscribeUrl('https://x.example', signer, effectReference('ann.r1', 'k1'))).pathname;
  place.writes.length = 0;
  const handler = createHandler(ports, silent);
  send = (event) => handler(event, {} as never) as Promise<ApiAnswer>;
});

const consentOf = async () => (await place.ports.contacts.get('ann'))!.consent['product-tips']!;
const leave = (body: string = press, more: Partial<Parameters<typeof aCall>[0]> = {}) =>
  aCall({ path, headers: urlencoded, body, ...more });
const multipartPress = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n`;

describe('one press', () => {
  test.each<[string, () => ApiEvent]>([
    ['urlencoded', () => leave()],
    ['multipart', () => leave(multipartPress, { headers: { 'Content-Type': 'multipart/form-data; boundary=b' } })],
  ])('%s takes the contact off the topic on that channel, and is answered with nothing', async (_, event) => {
    expect(await send(event())).toMatchObject({ statusCode: 200, body: '' });
    expect(await consentOf()).toMatchObject({
      email: { state: 'out', source: 'unsubscribed', proof: effectReference('ann.r1', 'k1') },
      sms: { state: 'in' },
    });
    const [event1] = await place.ports.events.find('ann', { family: 'message', since: '0', atMost: 5 });
    expect(event1).toMatchObject({ name: 'unsubscribed', data: { template: 'welcome' } });
  });

  test('a hundred times is once', async () => {
    const first = await send(leave());
    const before = await place.ports.contacts.get('ann');
    for (let again = 1; again <= 100; again++) {
      await place.clock.advanceTo(at(again));
      expect(await send(leave())).toEqual(first);
    }
    expect(await place.ports.contacts.get('ann')).toEqual(before);
    expect(await place.ports.events.find('ann', { family: 'message', since: '0', atMost: 500 })).toHaveLength(1);
    expect((await place.ports.timeline.of('ann')).filter(({ kind }) => kind === 'consent')).toHaveLength(1);
  });

  test('counts anew once the contact has subscribed anew', async () => {
    await send(leave());
    await place.ports.contacts.setConsent('ann', 'product-tips', 'email', {
      state: 'in',
      at: at(60),
      source: 'form:x',
    });
    await place.clock.advanceTo(at(90));
    await send(leave());
    expect((await consentOf()).email).toMatchObject({ state: 'out', at: at(90) });
  });

  test('of a message that is no longer kept is answered alike, and changes nothing', async () => {
    const signer = createSigner({
      deployment: 'acme',
      keys: [{ id: 'k1', secret: 's'.repeat(40) }],
      clock: place.clock,
    });
    const gone = new URL(unsubscribeUrl('https://x.example', signer, 'bob.r1.k9')).pathname;
    expect(await send(leave(press, { path: gone }))).toMatchObject({ statusCode: 200, body: '' });
    expect(place.writes).toEqual([]);
  });
});

describe('looking', () => {
  test('shows a page with a button, which posts back to the link', async () => {
    const answer = await send(aCall({ method: 'GET', path }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.headers?.['content-security-policy']).toContain("default-src 'none'");
    expect(answer.body).toMatch(/<form method="post">.*<button>Unsubscribe<\/button>/);
    expect(place.writes).toEqual([]);
  });

  test('with HEAD shows nothing and changes nothing', async () => {
    expect(await send(aCall({ method: 'HEAD', path }))).toMatchObject({ statusCode: 200, body: '' });
    expect(place.writes).toEqual([]);
  });

  test('and pressing the button says that it is done', async () => {
    const page = (await send(aCall({ method: 'GET', path }))).body ?? '';
    const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)">/g)];
    const body = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value])).toString();
    const answer = await send(leave(body));
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('You will not receive these messages any more.');
    expect((await consentOf()).email?.state).toBe('out');
  });
});

describe('refused, with nothing changed and never a redirect:', () => {
  test.each<[string, () => ApiEvent]>([
    ['an empty body', () => leave('')],
    ['a wrong value', () => leave('List-Unsubscribe=one-click')],
    ['another name', () => leave('list-unsubscribe=One-Click')],
    ['more than was asked', () => leave(`${press}&x=1`)],
    ['JSON', () => leave(`{"List-Unsubscribe":"One-Click"}`, { headers: { 'content-type': 'application/json' } })],
    ['no content type', () => leave(press, { headers: {} })],
    ['another method', () => leave(press, { method: 'PUT' })],
    ['a link cut short', () => leave(press, { path: path.slice(0, -1) })],
    ['a link of another purpose', () => leave(press, { path: path.replace('/u/', '/c/') })],
    ['a look at a link that is not ours', () => aCall({ method: 'GET', path: '/u/x' })],
  ])('%s', async (_, event) => {
    const answer = await send(event());
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(place.writes).toEqual([]);
  });

  test('a link with any one byte flipped', async () => {
    const token = path.slice('/u/'.length);
    for (let place_ = 0; place_ < token.length; place_++) {
      for (const bit of [1, 2, 4]) {
        const flipped = String.fromCharCode(token.charCodeAt(place_) ^ bit);
        const forged = `/u/${token.slice(0, place_)}${flipped}${token.slice(place_ + 1)}`;
        const { statusCode } = await send(leave(press, { path: forged }));
        expect([place_, bit, statusCode]).toEqual([place_, bit, 404]);
      }
    }
    expect(place.writes).toEqual([]);
  });
});
