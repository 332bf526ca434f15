/** Triggers on what is no event, on the laptop: what is kept an eye on survives a restart, and comes about at its moment. */
import { afterAll, expect, test } from 'vitest';
import type { StackState } from '../../lib/language/operator-api.ts';
import { ann, aStack, textsOf } from './a-stack.ts';

let stack = await aStack();
afterAll(() => stack.remove());

const move = async (to: string) => (await stack.send('/api/time', { to })).body as StackState;
const started = async () => textsOf(await stack.contact(ann.email)).filter((text) => text.startsWith('entered'));

const workflow = (name: string, when: string) => `workflow: ${name}
purpose: Starts on what is no event
owner: sales@acme.example
when: [${when}]
steps:
  - stop: seen
`;

test('somebody who is not heard of, and who comes to belong, starts what waits for it, after a restart too', async () => {
  await stack.save('segments/fresh.yaml', 'segment: fresh\nif:\n  - not: { field: firstName, is: Ann, for: 2 days }\n');
  const files = {
    sleepy: '{ inactive: order.paid, for: 2 days }',
    enters: '{ segment: fresh }',
    leaves: '{ segment: fresh, leaves: true }',
    named: '{ field: firstName }',
  };
  for (const [name, when] of Object.entries(files)) {
    const { published } = await stack.save(`workflows/${name}.yaml`, workflow(name, when));
    expect(published).toMatchObject([{ name }]);
  }
  await stack.signUp(ann);
  const now = stack.now();
  expect((await started()).sort()).toEqual([
    'entered: field firstName',
    'entered: form sign-up',
    'entered: membership fresh',
  ]);

  stack = await stack.restart();
  await move(new Date(Date.parse(now) + 2 * 86_400_000 - 60_000).toISOString());
  expect(await started()).toHaveLength(3);
  expect((await stack.state()).nextDue?.what).toBe('a trigger looks whether its time has come');
  await move(new Date(Date.parse(now) + 2 * 86_400_000 + 60_000).toISOString());
  expect((await started()).slice(-2).sort()).toEqual([
    'entered: inactive order.paid for 2 days',
    'entered: membership fresh',
  ]);
  expect(stack.troubles).toEqual([]);
});

test('a schedule is the next thing due, comes once after a restart, and each time again', async () => {
  await stack.save('workflows/monthly.yaml', workflow('monthly', '{ schedule: every month on the last day at 23:30 }'));
  const entered = async () => (await started()).filter((text) => text.includes('every month'));
  await move('2026-03-25T09:00:00.000Z');
  stack = await stack.restart();
  const { nextDue } = await stack.state();
  expect(nextDue?.what).toBe('monthly: every month on the last day at 23:30');
  await move(nextDue!.at);
  expect(await entered()).toEqual(['entered: schedule every month on the last day at 23:30']);
  stack = await stack.restart();
  await move('day');
  expect(await entered()).toHaveLength(1);
  await move(new Date(Date.parse(nextDue!.at) + 31 * 86_400_000).toISOString());
  expect(await entered()).toHaveLength(2);
  expect(stack.troubles).toEqual([]);
});
