/** Orders come signed: whoever AWS has let in is named in the book, and what is wrong with an order is told in words. */
import { expect, test } from 'vitest';
import { signedHeaders } from '../../functions/aws/signed-request.ts';
import type { ApiAnswer } from '../../functions/middleware/api.ts';
import { createHandler, type OperatorEvent } from '../../functions/operate.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { aWorld } from '../support/a-world.ts';
import { aCall, silent } from './ways-in.ts';

const userArn = 'arn:aws:sts::123456789012:assumed-role/Operators/lee';
const waits = '- wait: 1 day\n- send-email: hello';

async function aDoor() {
  const world = await aWorld(waits);
  await world.happens('thing.happened');
  const handler = createHandler(world.ports, silent);
  const send = async (body: unknown, iam: object | undefined = { userArn }, leftMs = 60_000) => {
    const call = aCall({
      path: '/',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const event = { ...call, requestContext: { ...call.requestContext, authorizer: iam && { iam } } } as OperatorEvent;
    const context = { getRemainingTimeInMillis: () => leftMs } as never;
    const { statusCode, body: text } = (await handler(event, context)) as ApiAnswer;
    const answer = JSON.parse(String(text)) as { at?: string; result?: unknown };
    return { status: statusCode, ...answer };
  };
  const order = (order: Order, leftMs?: number) => send({ id: 'an-order', order }, undefined, leftMs);
  return { world, send, order };
}

test('an order is carried out and stands in the book under the name that AWS gives', async () => {
  const { world, order } = await aDoor();
  expect(await order({ does: 'stop', whose: { definition: 'example' }, reason: 'recall' })).toMatchObject({
    status: 200,
    result: { stopped: 1 },
  });
  expect((await world.run()).end).toMatchObject({ how: 'operator', by: userArn, reason: 'recall' });
  expect(await order({ does: 'audit' })).toMatchObject({ result: { entries: [{ by: userArn, did: 'stop' }] } });
});

test('an order for which time is short says so, and given again it goes on', async () => {
  const { world, send } = await aDoor();
  const order = { does: 'stop', whose: { definition: 'example' } };
  const first = await send({ id: 'an-order', order }, { userArn }, 5_000);
  expect(first).toMatchObject({ result: { stopped: 0 }, more: true });
  expect((await world.run()).status).not.toBe('ended');
  expect(await send({ id: 'an-order', order, at: first.at })).toMatchObject({ result: { stopped: 1 } });
  const { result } = (await send({ id: 'a-look-at-it', order: { does: 'audit' } })) as {
    result?: { entries: unknown[] };
  };
  expect(result?.entries).toMatchObject([{ result: { stopped: 1 } }]);
});

test.each([
  ['nobody signed', { id: 'an-order', order: { does: 'runs' } }, undefined, 401, 'Sign the request.'],
  ['it is no JSON', '{', { userArn }, 400, 'The body is not JSON.'],
  [
    'there is no such order',
    { id: 'an-order', order: { does: 'burn' } },
    { userArn },
    400,
    '`order.does` is not right',
  ],
  [
    'somebody else is named as who gives it',
    { id: 'an-order', order: { does: 'runs' }, by: 'kim' },
    { userArn },
    400,
    '`body` is not right',
  ],
  [
    'there is no such definition',
    { id: 'an-order', order: { does: 'disable', definition: 'exampel' } },
    { userArn },
    404,
    'There is no definition called exampel.',
  ],
  [
    'the map names a step that is not there',
    { id: 'an-order', order: { does: 'move', definition: 'example', map: { a: 'b' } } },
    { userArn },
    422,
    'The new version of example has no step called b.',
  ],
])('an order is refused in words where %s', async (_, body, iam, status, title) => {
  const { send } = await aDoor();
  const answer = await send(body, iam ?? {});
  expect(answer).toMatchObject({ status, title: expect.stringContaining(title) });
});

test("an operator's own rights sign the order for the region of the deployment, body and all", async () => {
  const url = 'https://abc123.lambda-url.eu-west-1.on.aws/';
  const keys = { credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }, at: new Date(0) };
  const { authorization } = await signedHeaders({ url, body: '{}', ...keys });
  expect(authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/19700101\/eu-west-1\/lambda\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/,
  );
  expect((await signedHeaders({ url, body: '{"a":1}', ...keys })).authorization).not.toBe(authorization);
});

test.each([
  'https://example.com/',
  'http://abc.lambda-url.eu-west-1.on.aws/',
  'https://abc.lambda-url.eu-west-1.on.aws.evil.example/',
])('an order is signed for no other place than a deployment: %s', async (url) => {
  await expect(signedHeaders({ url, body: '{}' })).rejects.toMatchObject({ code: 'not-a-deployment' });
});
