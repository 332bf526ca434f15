import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DefinitionSummary, DefinitionView } from '../../lib/language/operator-api.ts';
import { ann, aStack, type TestStack } from './a-stack.ts';

let stack: TestStack;
const opened: [file: string, line: number][] = [];
let hasEditor = true;
beforeAll(async () => {
  stack = await aStack({
    async openEditor(file, line) {
      opened.push([file, line]);
      return hasEditor;
    },
  });
});
afterAll(() => stack.remove());

/** With a Host header of our own, which fetch does not let anybody write. */
function askAs(host: string, path: string): Promise<number> {
  const { port } = new URL(stack.url);
  return new Promise((answered, failed) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    })
      .on('error', failed)
      .end();
  });
}

test.each([
  { host: 'localhost:4000', status: 200 },
  { host: '127.0.0.1', status: 200 },
  { host: '[::1]:4000', status: 200 },
  { host: 'evil.example', status: 403 },
  { host: 'localhost.evil.example:4000', status: 403 },
  { host: '192.168.1.4:4000', status: 403 },
])('asked for as $host it answers $status, so that a strange name leads nobody here', async ({ host, status }) => {
  expect(await askAs(host, '/api/state')).toBe(status);
  expect(await askAs(host, '/')).toBe(status);
});

test("another site's page can send a form, and can neither read nor order anything", async () => {
  const origin = 'https://evil.example';
  const preflight = await stack.send('/v1/page', undefined, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);

  const strangers: Record<string, string>[] = [
    { origin },
    { origin: 'null' },
    { origin: stack.url, 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of strangers) {
    expect((await stack.send('/api/reset', undefined, { headers })).status).toBe(403);
    expect((await stack.send('/api/contacts', undefined, { method: 'GET', headers })).status).toBe(403);
  }
  expect((await stack.send('/api/state', undefined, { method: 'GET', headers: { origin: stack.url } })).status).toBe(
    200,
  );
});

test.each([
  '/shop/../../../package.json',
  '/shop/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/%00',
  '/%',
  '/.sources',
  '/shop/no-such-page.html',
])('no file but the pages is handed out: %s', async (path) => {
  expect(await askAs('localhost', path)).toBe(404);
});

test('the shop and the console are pages', async () => {
  for (const path of ['/', '/shop/', '/shop/signup.html']) {
    const { status, headers } = await stack.send(path, undefined, { method: 'GET' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  }
  expect((await stack.send('/shop', undefined, { method: 'GET' })).headers.get('location')).toBe('/shop/');
});

test('definitions are drawn in the order written, each step with its words, its line and its people', async () => {
  await stack.signUp(ann);
  const view = await stack.get<DefinitionView>('/api/definitions/welcome');

  expect(view).toMatchObject({
    kind: 'journey',
    number: 1,
    state: 'live',
    open: 1,
    entered: 1,
    ended: 0,
    here: { 'wait-for': 1 },
  });
  expect(view.file).toBe('statemachines/journeys/welcome.yaml');
  expect(view.nodes.map(({ title, detail, line }) => [line, title, detail])).toEqual([
    [11, 'send-email: hello', undefined],
    [12, 'wait-for: clicked hello', 'up to 3 days'],
    [15, 'add-to-segment: readers', undefined],
    [17, 'send-email: reminder', undefined],
    [18, 'wait: 1 day', undefined],
    [19, 'decide', undefined],
    [22, 'send-sms: thanks', undefined],
    [24, 'run-workflow: call-them', 'with reason: no plan yet'],
    [26, 'stop: finished', undefined],
  ]);
  expect((await stack.get<DefinitionSummary[]>('/api/definitions')).map(({ name, kind }) => [kind, name])).toEqual([
    ['workflow', 'call-them'],
    ['journey', 'welcome'],
  ]);
});

test('a step is opened in the editor at its line, and where none is known the place is told', async () => {
  expect((await stack.send('/api/definitions/welcome/edit', { line: 12 })).status).toBe(204);
  expect(opened).toEqual([['statemachines/journeys/welcome.yaml', 12]]);

  hasEditor = false;
  expect(await stack.send('/api/definitions/welcome/edit', { line: 12 })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('statemachines/journeys/welcome.yaml:12') },
  });
});

test.each([
  { path: '/api/definitions/welcome/state', body: { state: 'asleep' }, status: 400, field: 'state' },
  { path: '/api/definitions/welcome/state', body: '{', status: 400, field: 'body' },
  { path: '/api/definitions/welcom/state', body: { state: 'paused' }, status: 404 },
  { path: '/api/definitions/welcome/edit', body: { line: 0 }, status: 400, field: 'line' },
  { path: '/api/time', body: { to: 'next', by: 2 }, status: 400, field: 'body' },
  { path: '/api/nothing', body: {}, status: 404 },
])('an order that cannot be carried out is a problem document: $path', async ({ path, body, status, field }) => {
  const answer = await stack.send(path, body, { headers: { 'content-type': 'application/json' } });

  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ status, title: expect.any(String), ...(field && { field }) });
});

test('a reset forgets everybody, and the next contact is served as the first one was', async () => {
  await stack.send('/api/time', { to: 'day' });
  expect((await stack.send('/api/reset')).body).toMatchObject({ now: '2026-03-02T09:00:00.000Z', problems: [] });
  expect(await stack.get('/api/contacts')).toEqual([]);
  expect(await stack.messages()).toEqual([]);

  await stack.signUp(ann);
  expect(await stack.messages()).toHaveLength(1);
  expect(
    (await stack.get<DefinitionSummary[]>('/api/definitions')).find(({ name }) => name === 'welcome'),
  ).toMatchObject({
    entered: 1,
    number: 1,
  });
  expect(stack.troubles).toEqual([]);
});
