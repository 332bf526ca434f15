/** The two notations are one language: what is written in TypeScript is the same data as the YAML beside it. */
import { expect, test } from 'vitest';
import { journeyShape, workflowShape } from '../../lib/language/check/definition-shape.ts';
import { isKnownLater } from '../../lib/language/check/later.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import { defineJourney, defineWorkflow } from '../../lib/language/define.ts';
import { stepOptions } from '../../lib/language/step-options.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { acmeWith } from '../support/acme.ts';

test('gives back what it was given', () => {
  const workflow = {
    workflow: 'thanks',
    purpose: 'Says thanks',
    owner: 'team@acme.example',
    steps: [{ wait: '1 day' }],
  };

  expect(defineWorkflow(workflow)).toBe(workflow);
});

test('a journey in TypeScript calls a workflow in YAML, and both are checked together', () => {
  const object = defineJourney({
    journey: 'trial',
    purpose: 'Welcomes trials',
    owner: 'growth@acme.example',
    topic: 'product-tips',
    when: [{ form: 'sign-up' }],
    goals: { activated: { event: 'project.created', by: '14 days' } },
    steps: [
      { 'send-email': 'welcome' },
      {
        'wait-for': { clicked: 'welcome' },
        'up-to': '3 days',
        else: [{ 'run-workflow': 'call-back', with: { reason: 'no click' } }],
      },
    ],
  });
  const { definitions, diagnostics } = checkProject([
    ...acmeWith({}),
    { path: 'statemachines/journeys/trial.ts', object },
  ]);

  expect(diagnostics).toEqual([]);
  expect(definitions.find(({ name }) => name === 'trial')).toMatchObject({
    kind: 'journey',
    goals: { activated: { by: { days: 14 } } },
    steps: [{ id: 'send-email-welcome' }, { id: 'wait-for', else: [{ id: 'run-workflow-call-back' }] }],
  });
});

const registries = { step: stepKinds, condition: conditionKinds, trigger: triggerKinds };

test.each(Object.entries(registries))('no option of a %s is called like a kind', (what, kinds) => {
  const words = Object.keys(kinds);
  const common = what === 'step' ? Object.keys(stepOptions.shape) : [];
  const options = Object.values(kinds).flatMap((kind) => Object.keys(kind.options.shape));

  expect([...options, ...common].filter((option) => words.includes(option))).toEqual([]);
  expect(
    Object.values(kinds).flatMap((kind) => Object.keys(kind.options.shape).filter((one) => common.includes(one))),
  ).toEqual([]);
});

test('a word that is there is no longer called not available yet', () => {
  for (const [what, kinds] of Object.entries(registries)) {
    expect(Object.keys(kinds).filter((word) => isKnownLater(what, word))).toEqual([]);
  }
  expect(Object.keys({ ...journeyShape, ...workflowShape }).filter((word) => isKnownLater('definition', word))).toEqual(
    [],
  );
});
