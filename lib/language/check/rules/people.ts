/** A journey faces the contact and gives no work to people: what colleagues do is a workflow, which it may call. */
import { stepKind } from '../../registry.ts';
import type { StepRule } from '../known.ts';

export const workIsForWorkflows: StepRule = ({ item, path }, { kind }) => {
  if (kind !== 'journey' || !stepKind(item.kind).workflowsOnly) return [];
  const message = `A journey gives no work to people: \`${item.kind}\` belongs in a workflow.`;
  const hint = 'Write a workflow with this step, and call it from here: `- run-workflow: <name>`.';
  return [{ code: 'WM432', message, hint, path: [...path, item.headKey], on: 'key' }];
};
