import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StackState } from '../../lib/language/operator-api.ts';
import { ann, aStack, type TestStack, textsOf } from './a-stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.remove());

const move = async (to: string) => (await stack.send('/api/time', { to })).body as StackState;

test('time stands still, but for a millisecond that tells one thing from the next', async () => {
  const before = stack.now();
  await stack.signUp(ann);

  expect(Date.parse(stack.now()) - Date.parse(before)).toBe(1);
});

test('the next thing due is named, and moving there lets it happen', async () => {
  expect((await stack.state()).nextDue).toEqual({
    at: '2026-03-05T09:00:00.001Z',
    what: 'Ann: limit of wait-for: clicked hello',
  });
  const { now, nextDue } = await move('next');

  expect(now).toBe('2026-03-05T09:00:00.001Z');
  expect(nextDue).toEqual({ at: '2026-03-06T09:00:00.001Z', what: 'Ann: wait: 1 day' });
  expect((await stack.messages())[0]).toMatchObject({ subject: 'Still there?', local: 'Thu 5 Mar 10:00' });
});

test('a day on, everything that falls due on the way has happened', async () => {
  const { now, nextDue } = await move('day');

  expect(now).toBe('2026-03-06T09:00:00.001Z');
  expect(nextDue).toBeUndefined();
  expect(textsOf(await stack.contact(ann.email)).slice(-7)).toEqual([
    'waiting until Fri 10:00',
    'field plan is pro: no (not known) → else',
    'run-workflow: call-them: started',
    'ended: finished',
    'entered: called by welcome',
    'call: assigned, sales@acme.example',
    'ended: handed-over',
  ]);
  expect(await stack.get('/api/follow-ups')).toMatchObject([
    { title: 'Call Ann: no plan yet', assignee: 'sales@acme.example', contact: 'Ann' },
  ]);
});

test('where nothing is due, nothing moves', async () => {
  expect((await move('next')).now).toBe(stack.now());
});

test.each([
  { case: 'backward', to: '2026-03-01T00:00:00.000Z', status: 409 },
  { case: 'to no instant', to: 'tomorrow', status: 409 },
  { case: 'nowhere', to: '', status: 400 },
])('time does not go $case', async ({ to, status }) => {
  const before = stack.now();

  expect((await stack.send('/api/time', { to })).status).toBe(status);
  expect(stack.now()).toBe(before);
});

test('real time is not moved by anybody, and still sends what is due at once', async () => {
  const real = await aStack({ clock: 'real' });
  await real.signUp(ann);

  expect((await real.send('/api/time', { to: 'next' })).body).toMatchObject({
    title: expect.stringContaining('real time'),
  });
  const subjects = async () => (await real.messages()).map(({ subject }) => subject);
  await expect.poll(subjects, { timeout: 10_000 }).toEqual(['Hello Ann']);
  await real.remove();
});
