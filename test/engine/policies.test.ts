/** Every action says what holds when an answer is lost, and is broken at every call: a new one cannot be forgotten. */
import { expect, test } from 'vitest';
import { channelAdapters } from '../../functions/aws/channels/index.ts';
import type { ChannelName } from '../../lib/language/channels/index.ts';
import type { StepKind } from '../../lib/language/define-step.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { crashJourneys } from '../support/crash-journeys.ts';

const actions = (Object.values(stepKinds) as StepKind[]).filter(({ run }) => run !== undefined);

test('whatever acts has a policy, and what has none does nothing to anybody', () => {
  expect(actions.length).toBeGreaterThan(15);
  const idle = actions.filter(({ policy }) => policy === 'none');
  expect(idle.filter(({ needs }) => needs.length > 0).map(({ kind }) => kind)).toEqual([]);
  const effects = actions.filter(({ needs }) => needs.length > 0);
  expect(effects.filter(({ policy }) => policy === 'none').map(({ kind }) => kind)).toEqual([]);
});

test('whatever a message is sent by has a table of what its errors mean, throttles and refusals', () => {
  const channels = actions.flatMap(({ channel }) => channel ?? []);
  expect(channels.length).toBeGreaterThan(1);
  for (const channel of channels) {
    const { answers } = channelAdapters[channel as ChannelName];
    expect(
      [answers.throttled, answers.refused].map((table) => Object.keys(table).length > 0),
      channel,
    ).toEqual([true, true]);
  }
});

test('every action is in a journey that is broken at every call', async () => {
  const journeys = await crashJourneys();
  const broken = new Set(
    journeys.flatMap(({ compiled }) =>
      compiled.versions.flatMap(({ version }) => Object.values(version.graph.steps).map(({ kind }) => kind)),
    ),
  );
  expect(actions.map(({ kind }) => kind).filter((kind) => !broken.has(kind))).toEqual([]);
});
