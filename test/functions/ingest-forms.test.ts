/** What happens when somebody sends a form: to their data, and to what they see. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest.ts';
import type { ApiAnswer, ApiEvent } from '../../functions/middleware/api.ts';
import { ownId } from '../../lib/engine/entry.ts';
import { aCall, aForm, aPlace, bodyOf, json, type Place, silent } from './ways-in.ts';

let place: Place;
let send: (event: ApiEvent) => Promise<ApiAnswer>;

beforeEach(async () => {
  place = await aPlace();
  const handler = createHandler(place.ports, { log: silent });
  send = (event) => handler(event, {} as never) as Promise<ApiAnswer>;
});

const contactOf = async (email: string) => {
  const id = await place.ports.contacts.ownerOf({ kind: 'email', value: email });
  return id === undefined ? undefined : place.ports.contacts.get(id);
};
const formsOf = async (email: string) => {
  const { id } = (await contactOf(email))!;
  return place.ports.events.find(id, { family: 'form', since: '0', atMost: 10 });
};

describe('a form sent from a page', () => {
  test('founds the contact, keeps what they wrote and sends them on', async () => {
    const answer = await send(aForm({ email: ' Ann@Example.COM ', firstName: 'Ann', role: 'developer', ignored: 'x' }));

    expect(answer).toMatchObject({ statusCode: 303, headers: { location: 'https://acme.example/thanks' } });
    expect((await contactOf('ann@example.com'))?.fields).toEqual({
      email: 'ann@example.com',
      firstName: 'Ann',
      role: 'developer',
    });
    expect(await formsOf('ann@example.com')).toMatchObject([
      { id: ownId('form-req-1'), name: 'trial-signup', data: { email: 'ann@example.com', role: 'developer' } },
    ]);
  });

  test('without a redirect leads to our own page of thanks', async () => {
    const answer = await send(aForm({ email: 'ann@example.com' }, { form: 'confirmed' }));
    const thanks = await send(aCall({ method: 'GET', path: answer.headers?.location ?? '' }));

    expect(answer.statusCode).toBe(303);
    expect(thanks).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(thanks.body).toContain('Thank you');
  });

  test('gives consent only where a box is ticked, with the words beside it', async () => {
    await send(aForm({ email: 'ann@example.com', 'consent.product-tips.email': 'on' }));
    await send(aForm({ email: 'bob@example.com', 'consent.product-tips.email': '' }, { requestId: 'req-2' }));

    expect((await contactOf('ann@example.com'))?.consent).toMatchObject({
      'product-tips': { email: { state: 'in', source: 'form:trial-signup', wording: 'Send me product tips' } },
    });
    expect((await contactOf('bob@example.com'))?.consent).toEqual({});
  });

  test('that confirms by mail leaves consent pending', async () => {
    await send(aForm({ email: 'ann@example.com', 'consent.product-tips.email': 'on' }, { form: 'confirmed' }));
    expect((await contactOf('ann@example.com'))?.consent['product-tips']?.email).toMatchObject({ state: 'pending' });
  });

  test('as multipart says the same', async () => {
    const form = new FormData();
    form.set('email', 'ann@example.com');
    form.set('firstName', 'Änn');
    const request = new Request('https://x.example', { method: 'POST', body: form });
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    const answer = await send(
      aCall({ path: '/v1/forms/trial-signup', headers, body: new Uint8Array(await request.arrayBuffer()) }),
    );

    expect(answer.statusCode).toBe(303);
    expect((await contactOf('ann@example.com'))?.fields.firstName).toBe('Änn');
  });

  test('with what somebody did before they gave their address joins the two', async () => {
    await send(aForm({ email: 'ann@example.com', anonymousId: 'visitor-1' }));
    const owner = await place.ports.contacts.ownerOf({ kind: 'anonymousId', value: 'visitor-1' });
    expect(owner).toBe((await contactOf('ann@example.com'))?.id);
  });

  test('keeps numbers as numbers and phone numbers as they are dialled', async () => {
    await send(aForm({ email: 'ann@example.com', seats: '12', phone: '06 12 34 56 78', country: 'fr' }));
    expect((await contactOf('ann@example.com'))?.fields).toMatchObject({ seats: 12, phone: '+33612345678' });
  });

  test('keeps what is no field of a contact with the form only', async () => {
    await send(aForm({ email: 'ann@example.com', message: 'Line 1\nLine 2' }));
    expect((await contactOf('ann@example.com'))?.fields.message).toBeUndefined();
    expect((await formsOf('ann@example.com'))[0]?.data.message).toBe('Line 1\nLine 2');
  });
});

describe('a form sent by a program', () => {
  const body = { email: 'ann@example.com', 'consent.product-tips.email': true, messageId: 'm-7' };

  test('is answered with its message id', async () => {
    const answer = await send(aCall({ path: '/v1/forms/trial-signup', headers: json, body: JSON.stringify(body) }));
    expect([answer.statusCode, bodyOf(answer)]).toEqual([202, { messageId: 'm-7' }]);
    expect((await contactOf('ann@example.com'))?.consent['product-tips']?.email?.state).toBe('in');
  });

  test('again is answered again, and is one event', async () => {
    const call = () => aCall({ path: '/v1/forms/trial-signup', headers: json, body: JSON.stringify(body) });
    const answers = [await send(call()), await send(call())];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    expect(await formsOf('ann@example.com')).toHaveLength(1);
  });
});

describe('nothing is kept, and the sender is told why,', () => {
  test.each<[string, ApiEvent, number, string | undefined]>([
    ['of an unknown form', aForm({ email: 'ann@example.com' }, { form: 'nope' }), 404, 'form'],
    ['of a form with a name like an object', aForm({}, { form: 'constructor' }), 404, 'form'],
    ['without a required field', aForm({ firstName: 'Ann' }), 422, 'email'],
    ['with only spaces in it', aForm({ email: '   ' }), 422, 'email'],
    ['with a bad address', aForm({ email: 'ann@' }), 422, 'email'],
    ['with a header in the address', aForm({ email: 'ann@example.com\r\nBcc: x@example.com' }), 422, 'email'],
    ['with a bad phone number', aForm({ email: 'ann@example.com', phone: '12' }), 422, 'phone'],
    ['with none of the choices', aForm({ email: 'ann@example.com', role: 'king' }), 422, 'role'],
    ['with a word for a number', aForm({ email: 'ann@example.com', seats: 'many' }), 422, 'seats'],
    ['with a null character', aForm({ email: 'ann@example.com', firstName: 'A\0nn' }), 422, 'firstName'],
    [
      'with a box that says neither',
      aForm({ email: 'a@example.com', 'consent.product-tips.email': 'hm' }),
      422,
      'consent.product-tips.email',
    ],
    ['with a message id of two lines', aForm({ email: 'ann@example.com', messageId: 'a\nb' }), 422, 'messageId'],
    [
      'that is no UTF-8',
      aCall({ path: '/v1/forms/trial-signup', headers: json, body: new Uint8Array([0x7b, 0xff]) }),
      400,
      'body',
    ],
    ['with a broken percent sign', aForm({}, { body: 'email=%E4nn' }), 400, 'body'],
    ['that is no JSON', aCall({ path: '/v1/forms/trial-signup', headers: json, body: '{' }), 400, 'body'],
    ['that is a list', aCall({ path: '/v1/forms/trial-signup', headers: json, body: '[]' }), 400, 'body'],
    [
      'with a field that changes objects',
      aCall({ path: '/v1/forms/trial-signup', headers: json, body: '{"__proto__":{}}' }),
      400,
      '__proto__',
    ],
    ['with such a field in a form', aForm({}, { body: 'constructor=1' }), 400, 'constructor'],
    [
      'with a value that is a map',
      aCall({ path: '/v1/forms/trial-signup', headers: json, body: '{"email":{}}' }),
      422,
      'email',
    ],
    ['that says not what it is', aForm({ email: 'ann@example.com' }, { headers: {} }), 415, 'content-type'],
    [
      'in another alphabet',
      aForm({ email: 'a@example.com' }, { headers: { 'content-type': 'text/plain; charset=latin1' } }),
      415,
      'content-type',
    ],
    [
      'with a part cut off',
      aCall({
        path: '/v1/forms/trial-signup',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x\r\nno',
      }),
      400,
      'body',
    ],
    ['of more than 64 KB', aForm({ email: 'ann@example.com', message: 'x'.repeat(65_536) }), 413, 'body'],
    ['sent by looking', aForm({ email: 'ann@example.com' }, { method: 'GET' }), 405, undefined],
  ])('%s', async (_, event, status, field) => {
    const answer = await send(event);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    expect(bodyOf(answer)).toMatchObject({ status, ...(field && { field }) });
    expect(place.writes).toEqual([]);
  });

  test('in a page to somebody with a browser', async () => {
    const event = aForm({ email: '<b>' });
    const answer = await send({ ...event, headers: { ...event.headers, Accept: 'text/html,*/*' } });
    expect(answer).toMatchObject({ statusCode: 422, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toContain('Work email is no email address.');
  });

  test('of a fault of ours only that it was one', async () => {
    const broken = {
      ...place.ports,
      events: { ...place.ports.events, put: () => Promise.reject(new Error('ann@example.com')) },
    };
    const handler = createHandler(broken, { log: silent });
    const answer = (await handler(aForm({ email: 'ann@example.com' }), {} as never)) as ApiAnswer;
    expect([answer.statusCode, bodyOf(answer)]).toEqual([
      500,
      { type: 'about:blank', status: 500, title: 'This failed on our side.' },
    ]);
  });
});

test('a misspelt option is an error, not an open door', () => {
  expect(() => createHandler(place.ports, { writekeys: ['k'] } as never)).toThrow('ingest has no option writekeys');
});
