/** What the reference page shows of each kind is checked here: nobody copies a mistake from us. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import type { StepKind } from '../../lib/language/define-step.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { acmeWith } from '../support/acme.ts';

const journey = (head: string, steps: string) =>
  `journey: example\npurpose: Shows one kind\nowner: team@acme.example\ntopic: product-tips\n${head}steps:\n${steps.replaceAll(/^/gm, '  ')}\n`;
const workflow = (steps: string) =>
  journey('', steps).replace('journey:', 'workflow:').replace('topic: product-tips\n', '');

// Its own page says that it warns.
const warned: Record<string, string[]> = { opened: ['WM435'] };

function check(text: string) {
  const folder = text.startsWith('journey') ? 'journeys' : 'workflows';
  const { definitions, diagnostics } = checkProject(acmeWith({ [`${folder}/example.yaml`]: text }));
  return {
    definition: definitions.find(({ name }) => name === 'example'),
    codes: diagnostics.map(({ code, line, message }) => `${code} ${line} ${message}`),
  };
}

test.each(Object.values(stepKinds) as unknown as StepKind[])('the example of the step $kind is right', (kind) => {
  const { definition, codes } = check(
    kind.workflowsOnly ? workflow(kind.example.steps) : journey('', kind.example.steps),
  );

  expect(codes).toEqual([]);
  expect(definition?.steps.some((step) => step.kind === kind.kind)).toBe(true);
});

test.each(Object.values(conditionKinds))('the example of the condition $kind is right', ({ kind, example }) => {
  const { definition, codes } = check(
    journey('', `- send-email: welcome\n- if: ${example.if}\n  then:\n    - stop: done`),
  );

  expect(codes.map((line) => line.split(' ')[0])).toEqual(warned[kind] ?? []);
  expect(definition?.steps[1]).toMatchObject({ kind: 'if', head: [{ kind }] });
});

test.each(Object.values(triggerKinds))('the example of the trigger $kind is right', ({ kind, example }) => {
  const { definition, codes } = check(journey(`when:\n  - ${example.when}\n`, '- send-email: welcome'));

  expect(codes).toEqual([]);
  expect(definition?.when).toMatchObject([{ kind }]);
});
