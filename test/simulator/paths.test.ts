/** Which ways lead through a definition, and how many of all contacts go each. */
import { expect, test } from 'vitest';
import { pathsOf, type Shares } from '../../lib/simulator/cost/paths.ts';
import { aJourney, compileFiles } from '../support/project.ts';

async function waysThrough(steps: string, shares?: Shares): Promise<string[]> {
  const { versions } = await compileFiles(aJourney(steps));
  const { paths } = pathsOf(versions[0]!.version.graph, shares);
  return paths.map(({ says, share }) => `${Math.round(share * 100)}% ${says}`.trim());
}

const message = '[{ send-email: hello, id: hello-ID }]';
const awaits = `- wait-for: { event: paid }
  up-to: 1 day
  then: ${message.replace('ID', '1')}
  else: ${message.replace('ID', '2')}
- stop: done`;

test('where nothing is decided there is one', async () => {
  expect(await waysThrough('- send-email: hello\n- wait: 1 day\n- stop: done')).toEqual(['100%']);
});

test('every way is as likely, unless somebody knows better', async () => {
  expect(await waysThrough(awaits)).toEqual(['50% wait-for happened', '50% wait-for limit']);
  expect(await waysThrough(awaits, { 'wait-for': 0.3 })).toEqual(['70% wait-for limit', '30% wait-for happened']);
  expect(await waysThrough(awaits, { 'wait-for': 0 })).toEqual(['100% wait-for limit']);
});

test('a split keeps its shares, and every decision multiplies', async () => {
  const split = `- split: first
  arms:
    - { arm: mail, share: 90%, then: ${message.replace('ID', '3')} }
    - { arm: nothing, share: 10% }
`;
  expect(await waysThrough(split + awaits)).toEqual([
    '45% split-first mail · wait-for happened',
    '45% split-first mail · wait-for limit',
    '5% split-first nothing · wait-for happened',
    '5% split-first nothing · wait-for limit',
  ]);
});

test('rounds are walked and not decided; one that only what is awaited ends is left by that', async () => {
  const rounds =
    '- repeat: 3 times\n  every: 1 day\n  until: { event: paid }\n  steps:\n    - send-email: hello\n- stop: done';
  expect(await waysThrough(rounds)).toEqual(['50% repeat-3-times until', '50% repeat-3-times round']);
});
