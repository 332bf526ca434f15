/** Every step kind as the reference tells it. */
import type { StepKind } from '../define-step.ts';
import { stepOptions } from '../step-options.ts';
import { stepKinds } from '../steps/index.ts';
import type { Entry } from './entry.ts';
import { fieldsOf, schemaOf } from './fields.ts';
import { policyWords } from './policy-words.ts';

/** In the order of the page. */
export const stepGroups: Readonly<Record<StepKind['group'], string>> = {
  flow: 'Steps: flow',
  message: 'Steps: messages',
  contact: 'Steps: the contact',
  definition: 'Steps: other definitions',
  people: 'Steps: people',
  business: 'Steps: business',
};

export const stepEntries = (): Entry[] => (Object.values(stepKinds) as unknown as StepKind[]).map(stepEntry);

function stepEntry(kind: StepKind): Entry {
  const { says, group, head, options, outcomes, policy, needs, example } = kind;
  const own = { [kind.kind]: head, ...options.shape };
  return {
    what: 'step',
    name: kind.kind,
    group: stepGroups[group],
    says,
    fields: fieldsOf(own),
    example: example.steps,
    leadsTo: [
      ...(example.do ? [{ title: 'When this happens', lines: example.do.split('\n') }] : []),
      { title: 'The timeline says', lines: example.timeline },
    ],
    facts: [
      ...listed('Outcomes', outcomes),
      ...(policy === 'none' ? [] : [{ title: 'When an answer is lost', says: policyWords[policy] }]),
      ...listed('Needs', needs),
      { title: 'Stands in', says: kind.workflowsOnly ? 'workflows only' : 'journeys and workflows' },
    ],
    schema: schemaOf({ ...own, ...stepOptions.shape }, `step ${kind.kind}`, says),
  };
}

const listed = (title: string, words: readonly string[]): Entry['facts'] =>
  words.length === 0 ? [] : [{ title, says: words.map((one) => `\`${one}\``).join(', ') }];

/** The options every step takes, under a name that one may ask for. */
export const stepOptionsEntry = (): Entry => ({
  what: 'options',
  name: 'step options',
  group: 'Steps: options of all of them',
  says: 'Every step takes these, whatever its kind.',
  fields: fieldsOf(stepOptions.shape),
  facts: [],
  schema: schemaOf(stepOptions.shape, 'step options', ''),
});
