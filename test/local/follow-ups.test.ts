import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FollowUpView } from '../../lib/language/operator-api.ts';
import { ann, aStack, type TestStack, textsOf } from './a-stack.ts';

const refund = `workflow: refund
purpose: No refund without somebody who answers for it
owner: sales@acme.example
when:
  - form: sign-up
steps:
  - ask-approval: team:sales
    id: large
    text: Refund {{ contact.firstName }}?
    up-to: 2 days
    then:
      - manual: Send the money
        id: pay
        guidance: By bank transfer
        up-to: 1 day
    else:
      - alert: owner
        text: No refund for {{ contact.firstName }}
`;

let stack: TestStack;
beforeAll(async () => {
  stack = await aStack();
  await stack.save('workflows/refund.yaml', refund);
});
afterAll(() => stack.remove());

const followUps = () => stack.get<FollowUpView[]>('/api/follow-ups');
const open = async () => (await followUps()).filter(({ state }) => state === 'open');
const say = async (key: string, word: string, by?: string) =>
  (await stack.send(`/api/follow-ups/${key}/${word}`, by === undefined ? {} : { by })).status;

test('a colleague approves, does the work and is heard at once; the first word stands', async () => {
  await stack.signUp({ ...ann, email: 'yes@example.com' });
  const [asked] = await open();
  expect(asked).toMatchObject({
    title: 'Refund Ann?',
    assignee: 'sales@acme.example',
    contact: 'Ann',
    dueAt: expect.stringMatching(/^2026-03-04/),
    words: ['approved', 'rejected'],
  });
  expect(await say(asked!.key, 'completed')).toBe(409);
  expect(await say(asked!.key, 'approved', 'lee@acme.example')).toBe(204);
  expect(await say(asked!.key, 'approved')).toBe(204);
  expect(await say(asked!.key, 'rejected')).toBe(409);

  const [work] = await open();
  expect(work).toMatchObject({ title: 'Send the money', guidance: 'By bank transfer', words: ['completed'] });
  expect(await say(work!.key, 'completed')).toBe(204);
  expect(await open()).toEqual([]);
  expect(await followUps()).toMatchObject([
    { word: 'completed', words: [] },
    { word: 'approved', by: 'lee@acme.example', words: [] },
  ]);

  const contact = await stack.contact('yes@example.com');
  expect(contact.runs.find(({ definition }) => definition === 'refund')?.end?.reason).toBe('finished');
  const told = textsOf(contact).filter((text) => /asked|task|word/.test(text));
  expect(told).toEqual([
    'ask-approval: team:sales: asked, sales@acme.example',
    'waiting for a word of the colleague, at most until Wed 10:00',
    'task approved large by lee@acme.example',
    'goes on: word on large: yes (approved by lee@acme.example)',
    'manual: Send the money: asked, sales@acme.example',
    'waiting for a word of the colleague, at most until Tue 10:00',
    'task completed pay',
    'goes on: word on pay: yes (completed)',
  ]);
});

test('an alert is marked as seen, and is no task', async () => {
  await stack.signUp({ ...ann, email: 'no@example.com' });
  const [asked] = await open();
  expect(await say(asked!.key, 'rejected')).toBe(204);
  const [alert] = await open();
  expect(alert).toMatchObject({ title: 'No refund for Ann', isAlert: true, words: ['completed'] });
  expect(await say(alert!.key, 'completed')).toBe(204);
  expect(textsOf(await stack.contact('no@example.com')).filter((text) => text.startsWith('task'))).toEqual([
    'task rejected large',
  ]);
});

test('a word on nothing, or no word at all, changes nothing', async () => {
  expect(await say('nothing', 'completed')).toBe(404);
  expect(await say('nothing', 'forgotten')).toBe(404);
  expect((await stack.send('/api/follow-ups/nothing/completed', { by: 7 })).status).toBe(400);
});
