/** A journey faces the contact: whatever work there is for colleagues, money or other systems, a workflow does it. */
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkProject } from '../../lib/language/check/project.ts';
import type { StepKind } from '../../lib/language/define-step.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { acmeWith } from '../support/acme.ts';

const kinds = Object.values(stepKinds) as unknown as StepKind[];
const forWorkflows = kinds.filter(
  ({ group, workflowsOnly }) => workflowsOnly || group === 'people' || group === 'business',
);

test('what is for people or for business is for workflows only', () => {
  expect(forWorkflows.filter(({ workflowsOnly }) => !workflowsOnly).map(({ kind }) => kind)).toEqual([]);
  expect(forWorkflows.length).toBeGreaterThan(0);
});

test.each(forWorkflows)('`$kind` straight in a journey is refused, at its line', ({ kind, example }) => {
  const steps = parse(example.steps) as Record<string, unknown>[];
  const text = stringify({ journey: 'direct', purpose: 'p', owner: 'o@acme.example', topic: 'product-tips', steps });
  const { diagnostics } = checkProject(acmeWith({ 'journeys/direct.yaml': text }));
  const told = diagnostics.filter(({ code }) => code === 'WM432').map(({ line }) => text.split('\n')[line - 1]!.trim());

  expect(told.length).toBeGreaterThan(0);
  expect(told.every((line) => forWorkflows.some((one) => line.includes(`${one.kind}:`)))).toBe(true);
  expect(told.some((line) => line.includes(`${kind}:`))).toBe(true);
});
