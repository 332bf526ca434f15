import { afterEach, beforeEach, expect, test } from 'vitest';
import { ann, aStack, type TestStack, textsOf } from './a-stack.ts';

let stack: TestStack;
beforeEach(async () => {
  stack = await aStack();
});
afterEach(() => stack.remove());

test('after a restart the contact stands where they stood, on the same day, with the same mail', async () => {
  await stack.signUp(ann);
  await stack.send('/api/time', { to: 'day' });
  const before = {
    contact: await stack.contact(ann.email),
    messages: await stack.messages(),
    state: await stack.state(),
  };

  stack = await stack.restart();
  const after = {
    contact: await stack.contact(ann.email),
    messages: await stack.messages(),
    state: await stack.state(),
  };

  expect({ ...after, messages: after.messages }).toEqual(before);
  expect(stack.troubles).toEqual([]);
});

test('the journey goes on after a restart, and nothing is sent twice', async () => {
  await stack.signUp(ann);
  stack = await stack.restart();
  await stack.send('/api/time', { to: 'next' });
  stack = await stack.restart();
  await stack.send('/api/time', { to: 'next' });
  stack = await stack.restart();

  expect((await stack.messages()).map(({ subject }) => subject)).toEqual(['Still there?', 'Hello Ann']);
  expect((await stack.contact(ann.email)).runs.map(({ definition, end }) => [definition, end?.reason]).sort()).toEqual([
    ['call-them', 'handed-over'],
    ['welcome', 'finished'],
  ]);
});

test('a click after a restart still ends the wait that was begun before it', async () => {
  await stack.signUp(ann);
  stack = await stack.restart();
  const [mail] = await stack.messages();
  await stack.send(`/api/messages/${mail!.id}/click`, { href: 'https://acme.example/start' });

  expect((await stack.contact(ann.email)).segments).toEqual(['readers']);
});

test('who was paused stays paused over a restart, and goes on when the journey is live again', async () => {
  await stack.signUp(ann);
  await stack.send('/api/definitions/welcome/state', { state: 'paused' });
  await stack.send('/api/time', { to: '2026-03-06T09:00:00.000Z' });
  stack = await stack.restart();
  expect((await stack.contact(ann.email)).runs).toMatchObject([{ status: 'parked' }]);
  expect(await stack.messages()).toHaveLength(1);

  const { body } = await stack.send('/api/definitions/welcome/state', { state: 'live' });
  expect(body).toMatchObject({ restarted: 1 });
  expect((await stack.messages())[0]).toMatchObject({ subject: 'Still there?' });
});

test('a run goes on with the version it began with, over a restart too', async () => {
  await stack.signUp(ann);
  const text = (await stack.get<{ text: string }>('/api/definitions/welcome')).text;
  const { published } = await stack.save('journeys/welcome.yaml', text.replace('3 days', '1 day'));
  expect(published).toEqual([{ name: 'welcome', number: 2, onOlder: 1 }]);

  stack = await stack.restart();
  expect((await stack.contact(ann.email)).runs).toMatchObject([{ number: 1, dueAt: '2026-03-05T09:00:00.001Z' }]);
  await stack.send('/api/time', { to: 'next' });
  expect(textsOf(await stack.contact(ann.email))).toContain('sent reminder');
});

test('--fresh forgets everybody and begins on the first day again', async () => {
  await stack.signUp(ann);
  await stack.send('/api/time', { to: 'day' });
  stack = await stack.restart({ fresh: true });

  expect(await stack.get('/api/contacts')).toEqual([]);
  expect(await stack.messages()).toEqual([]);
  expect(stack.now()).toBe('2026-03-02T09:00:00.000Z');
});

test('a folder that has lived on virtual time is not taken over by real time', async () => {
  await expect(stack.restart({ clock: 'real' })).rejects.toThrow(/holds virtual time.*--fresh/);
  stack = await aStack({}, { root: stack.root });
});
