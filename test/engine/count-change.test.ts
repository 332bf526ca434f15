/** What an operator reads beside the drawn journey: who stands where, and how many have passed each step. */
import { expect, test } from 'vitest';
import { ingest } from '../../lib/engine/ingest.ts';
import { createProvider } from '../../lib/simulator/scenario/provider.ts';
import { createWorld } from '../../lib/simulator/world.ts';
import { aJourney, compileFiles } from '../support/project.ts';

const START = '2026-03-02T10:00:00.000Z';
const steps = `- send-email: hello
- wait: 1 day
- decide:
    - if: { field: plan, is: gold }
      then:
        - send-email: golden
  else:
    - send-email: plain
- wait-for: { event: thing.answered }
  up-to: 2 days
- stop: done`;

async function aCrowd(contacts: number) {
  const compiled = await compileFiles(aJourney(steps));
  const world = await createWorld(compiled, {
    startAt: START,
    senders: createProvider(
      () => START,
      () => undefined,
    ).senders,
  });
  for (let number = 1; number <= contacts; number++) {
    const identities = [{ kind: 'userId' as const, value: `u${number}` }];
    await ingest(
      { messageId: `m${number}`, family: 'event', name: 'thing.happened', identities, data: {} },
      world.ports,
    );
  }
  await world.settle();
  const counted = async () => {
    const all = await world.ports.counters.read('example');
    return Object.fromEntries(Object.entries(all).filter(([, count]) => count !== 0));
  };
  return { world, counted };
}

test('contacts who wait stand at their wait, and have passed what came before it', async () => {
  const { counted } = await aCrowd(3);

  expect(await counted()).toEqual({ entered: 3, 'passed:send-email-hello': 3, 'here:wait-1-day': 3 });
});

test('a wait that is over and a decision that was made count as passed, like a step that was carried out', async () => {
  const { world, counted } = await aCrowd(2);
  await world.advanceTo('2026-03-03T12:00:00.000Z');

  expect(await counted()).toMatchObject({
    'passed:wait-1-day': 2,
    'passed:decide': 2,
    'passed:send-email-plain': 2,
    'here:wait-for': 2,
  });
});

test('whoever has reached the stop stands nowhere any more', async () => {
  const { world, counted } = await aCrowd(2);
  await world.advanceTo('2026-03-09T12:00:00.000Z');

  const all = await counted();
  expect(all).toMatchObject({ entered: 2, ended: 2, 'ended:stop': 2, 'passed:wait-for': 2, 'passed:stop-done': 2 });
  expect(Object.keys(all).filter((name) => name.startsWith('here:'))).toEqual([]);
});
