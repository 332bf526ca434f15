/** `in-order: true`: a scenario's author says in which order things come, and is told where they do not. */
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { aJourney, compileFiles } from '../support/project.ts';

const compiled = await compileFiles(
  aJourney(`- send-email: hello
- update: contact
  set: { met: true }
- wait: 1 day
- repeat: 2 times
  every: 1 day
  steps:
    - send-email: nudge
- send-sms: bye
- stop: done`),
);

async function failuresOf(expected: string[], { inOrder = true, more = '' } = {}) {
  const text = `scenario: example
start: 2026-03-02 10:00
contacts: [{ id: ann, email: ann@example.com, phone: "+12125550123", time-zone: UTC, consent: [news] }]
expect-only: some
${inOrder ? 'in-order: true\n' : ''}do:
  - event: thing.happened
  - after: 9 days
expect:
${expected.map((line) => `  - ${line}`).join('\n')}
${more}`;
  const { scenario, diagnostics } = readScenario('example.scenario.yaml', text);
  expect(diagnostics).toEqual([]);
  const { cases } = await runScenario(scenario!, compiled);
  return cases.flatMap(({ failures }) => failures);
}

describe('passes', () => {
  test.each([
    { case: 'what comes one after another', lines: ['email: hello', 'email: nudge', 'sms: bye', 'ends: done'] },
    { case: 'what is of one instant, as the run has done it', lines: ['email: hello', 'step: update-contact'] },
    { case: 'the same message twice', lines: ['email: nudge', 'email: nudge', 'sms: bye'] },
    {
      case: 'the first of several, which are counted besides',
      lines: ['{ email: nudge, times: 2 }', '{ email: nudge, at: day 2 10:00 }'],
    },
    { case: 'a message, and the step that has sent it', lines: ['email: hello', '{ step: hello, outcome: sent }'] },
    { case: 'something in between two of a kind', lines: ['email: nudge', '{ email: nudge, at: day 2 10:00 }'] },
    {
      case: 'how things stand at the end, wherever it is said',
      lines: ['sms: bye', '{ field: met, is: true }', 'never: page'],
    },
  ])('$case', async ({ lines }) => {
    expect(await failuresOf(lines)).toEqual([]);
  });

  test('in any order where nothing is said of it', async () => {
    expect(await failuresOf(['ends: done', 'sms: bye', 'email: hello'], { inOrder: false })).toEqual([]);
  });
});

describe('fails', () => {
  test.each([
    {
      case: 'what comes the other way round',
      lines: ['email: nudge', 'email: hello', 'sms: bye'],
      expected: 'email hello after email nudge, as it stands in the list',
      found: 'day 0 10:00 sent, and email nudge day 1 10:00 sent',
    },
    {
      case: 'two of one instant, the other way round',
      lines: ['step: update-contact', 'email: hello'],
      expected: 'email hello after step update-contact, as it stands in the list',
      found: 'day 0 10:00 sent, and step update-contact day 0 10:00 updated',
    },
    {
      case: 'one that would have to come twice',
      lines: ['email: hello', 'email: hello'],
      expected: 'email hello after email hello, as it stands in the list',
      found: 'day 0 10:00 sent, and email hello day 0 10:00 sent',
    },
    {
      case: 'the earlier of two alike, named after the later one',
      lines: ['{ email: nudge, at: day 2 10:00 }', '{ email: nudge, at: day 1 10:00 }'],
      expected: 'email nudge at "day 1 10:00" after email nudge at "day 2 10:00", as it stands in the list',
      found: 'day 1 10:00 sent, and email nudge day 2 10:00 sent',
    },
  ])('$case', async ({ lines, expected, found }) => {
    expect(await failuresOf(lines)).toEqual([{ expected, found }]);
    expect(await failuresOf(lines, { inOrder: false })).toEqual([]);
  });

  test('once for a line that is not met at all, and the others are still held to their order', async () => {
    const failures = await failuresOf(['sms: bye', 'email: other', 'email: hello']);
    expect(failures.map(({ expected }) => expected)).toEqual([
      'email other',
      'email hello after sms bye, as it stands in the list',
    ]);
  });

  test('in a case, too, whose lines come after those that all cases share', async () => {
    const more = 'cases:\n  - case: first\n    expect: [{ email: hello }]\n';
    const failures = await failuresOf(['email: nudge'], { more });
    expect(failures.map(({ expected }) => expected)).toEqual([
      'email hello after email nudge, as it stands in the list',
    ]);
  });
});
