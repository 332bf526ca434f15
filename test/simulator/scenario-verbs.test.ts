/** What a scenario can say that people do: answer, confirm, complete, approve; each through its own door. */
import { expect, test } from 'vitest';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { aJourney, compileFiles } from '../support/project.ts';

const scenario = (contact: string, lines: string, expected: string) => `scenario: example
start: 2026-03-02 10:00
contacts: [${contact}]
do:
  - event: thing.happened
${lines}
expect:
${expected}
`;
const ann = '{ id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }';
const branches = '  up-to: 3 days\n  then:\n    - stop: happened\n  else:\n    - stop: limit';

async function failuresOf(files: Record<string, string>, text: string) {
  const compiled = await compileFiles(files);
  const { scenario: read, diagnostics } = readScenario('example.scenario.yaml', text);
  expect(diagnostics).toEqual([]);
  return (await runScenario(read!, compiled)).cases.flatMap(({ failures }) => failures);
}

const form =
  'form: sign-up\nfields:\n  email: { label: Email, required: true }\nconfirm: please\nconsent: [{ topic: news, channel: email, label: News }]\n';

test('a survey that a message asked for is answered, and its answers compared', async () => {
  const steps = `- send-email: how-was-it\n- wait-for: { answered: how-was-it }\n  up-to: 3 days\n- if: { answer: how-was-it, question: score, below: 6 }\n  then:\n    - stop: unhappy\n  else:\n    - stop: happy`;
  const say = (score: number, end: string) =>
    failuresOf(
      aJourney(steps),
      scenario(
        ann,
        `  - { after: 1 day, answer: how-was-it, data: { score: ${score} } }`,
        `  - email: how-was-it\n  - { ends: ${end}, at: day 1 10:00 }`,
      ),
    );
  expect(await say(3, 'unhappy')).toEqual([]);
  expect(await say(9, 'happy')).toEqual([]);
});

test('an answer that the survey does not ask for fails the line', async () => {
  const survey = 'survey: nps\nquestions:\n  score: { text: How likely?, scale: { from: 0, to: 10 } }\n';
  const files = { ...aJourney('- wait: 1 day'), 'surveys/nps.yaml': survey };
  const [failure] = await failuresOf(
    files,
    scenario(ann, '  - { answer: nps, data: { score: 11 } }', '  - { ends: finished }'),
  );
  expect(failure?.found).toContain('no number from 0 to 10');
});

test('C047: a form is confirmed, and with it what was ticked in it', async () => {
  const steps = `- wait-for: { confirmed: sign-up }\n${branches.replace('- stop: happened', '- if: { consent: news, channel: email }\n      then:\n        - stop: agreed')}`;
  const files = {
    ...aJourney(steps),
    'forms/sign-up.yaml': form,
    'templates/please.email.html': '---\nsubject: Please\n---\n<p><a href="{{ confirmUrl }}">Confirm</a></p>\n',
  };
  expect(
    await failuresOf(
      files,
      scenario(ann, '  - { after: 1 hour, confirm: sign-up }', '  - { ends: agreed, at: day 0 11:00 }'),
    ),
  ).toEqual([]);
});

test('work is done by the colleague it was given to', async () => {
  const { 'journeys/example.yaml': journey, ...rest } = aJourney(
    `- assign-follow-up: Call them\n- wait-for: { completed: call-them }\n${branches}`,
  );
  const workflow = journey!.replace('journey:', 'workflow:').replace('topic: news\n', '');
  const files = { ...rest, 'workflows/example.yaml': workflow };
  const done = '  - { after: 1 day, complete: call-them, by: lee@example.com }';
  expect(await failuresOf(files, scenario(ann, done, '  - { ends: happened, at: day 1 10:00 }'))).toEqual([]);
  const late = '  - { after: 4 days, complete: call-them }';
  expect(await failuresOf(files, scenario(ann, late, '  - { ends: limit, at: day 3 10:00 }'))).toEqual([]);
  const rejected = '  - { after: 1 day, approve: call-them, outcome: rejected }';
  const [failure] = await failuresOf(files, scenario(ann, rejected, '  - { ends: limit }'));
  expect(failure?.found).toBe('call-them is not rejected but completed.');
});

test('a message that arrived, and one that came back', async () => {
  const steps = `- send-email: hello\n- wait-for: { any: [{ delivered: hello }, { bounced: hello }] }\n  up-to: 1 day\n- if: { bounced: hello }\n  then:\n    - stop: came-back\n  else:\n    - stop: arrived`;
  const say = (verb: string, end: string) =>
    failuresOf(
      aJourney(steps),
      scenario(
        ann,
        `  - { after: 1 minute, ${verb}: hello }`,
        `  - email: hello\n  - { ends: ${end}, at: day 0 10:01 }`,
      ),
    );
  expect(await say('deliver', 'arrived')).toEqual([]);
  expect(await say('bounce', 'came-back')).toEqual([]);
});

test('a contact comes with scores', async () => {
  const steps = '- if: { score: lead, at-least: 50 }\n  then:\n    - stop: warm\n  else:\n    - stop: cold';
  const scored = ann.replace(' }', ', scores: { lead: 50 } }');
  expect(await failuresOf(aJourney(steps), scenario(scored, '', '  - { ends: warm }'))).toEqual([]);
  expect(await failuresOf(aJourney(steps), scenario(ann, '', '  - { ends: cold }'))).toEqual([]);
});
