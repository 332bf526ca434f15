/** The operator reads what happened in the order in which it happened, also where a whole round takes no time at all. */
import { expect, test } from 'vitest';
import { timelineOf } from '../../lib/local/views/timeline.ts';
import { aWorld } from '../support/a-world.ts';

test('rounds stand in their order, the last word of a repeat behind what its last round did', async () => {
  const world = await aWorld(`- repeat: 2 times
  every: 1 day
  until: { event: project.created }
  steps:
    - send-email: nudge
- send-email: goodbye`);
  await world.happens('thing.happened');
  await world.later('1 day');

  const lines = await timelineOf(['ann'], 'UTC', await world.runs(), world.ports);
  expect(lines.map(({ text }) => text)).toEqual([
    'event thing.happened',
    'entered: event thing.happened',
    'event project.created: no (never) → round',
    'sent nudge',
    'waiting until Tue 09:00',
    'event project.created: no (never) → round',
    'sent nudge',
    'round 2 of 2 → done',
    'sent goodbye',
    'ended: finished',
  ]);
});

test('what leads back to a wait is told before the wait, and what ends the wait at once behind it', async () => {
  const world = await aWorld(`- wait-for: { time: { days: weekdays } }
  id: weekday
  up-to: 3 days
- wait: 1 day
- go-to: last
  only-if: { event: project.created }
- go-to: weekday
- send-email: goodbye
  id: last`);
  await world.happens('thing.happened');
  await world.later('1 day');

  const lines = await timelineOf(['ann'], 'UTC', await world.runs(), world.ports);
  expect(lines.slice(-5).map(({ step, kind, outcome }) => [step, kind, outcome])).toEqual([
    ['wait-1-day', 'waiting', undefined],
    ['go-to-last', 'step', 'passed-over'],
    ['weekday', 'waiting', undefined],
    ['weekday', 'settled', 'happened'],
    ['wait-1-day', 'waiting', undefined],
  ]);
});
