/** A journey as the operator API shows it, for looking at the console without a stack. */
import type { DefinitionSummary, DefinitionView } from '../../../lib/language/operator-api.ts';

export const trialText = `# statemachines/journeys/trial-activation.yaml
journey: trial-activation
purpose: Turn new trials into activated accounts
owner: growth@acme.example
review: every 90 days
topic: product-tips

when:
  - form: trial-signup
  - event: trial.started
again: after 90 days

goals:
  activated: { event: project.created, by: 14 days }

steps:
  - send-email: trial-welcome
  - wait-for: { clicked: trial-welcome }
    up-to: 3 days
    then:
      - add-to-segment: engaged-trials
    else:
      - send-email: trial-help
  - wait-until: 09:00
    days: weekdays
  - decide:
      - if: { page: /pricing*, within: 7 days }
        then:
          - run-workflow: assign-sales-follow-up
            with: { reason: looked at pricing }
      - if: { field: role, is: developer }
        then:
          - send-email: api-quickstart
    else:
      - send-sms: call-offer
  - stop: finished
`;

const sent = (target: string) => ({ sent: target, skipped: target, unknown: target });

const nodes: DefinitionView['nodes'] = [
  {
    node: { does: 'work', id: 'send-email-trial-welcome', task: 'send-email', edges: sent('wait-for') },
    title: 'send-email: trial-welcome',
    line: 17,
  },
  {
    node: {
      does: 'wait-for',
      id: 'wait-for',
      awaits: [{ kind: 'clicked', head: 'trial-welcome' }],
      families: ['message:clicked'],
      happened: 'add-to-segment-engaged-trials',
      limit: 'send-email-trial-help',
    },
    title: 'wait-for: clicked trial-welcome',
    detail: 'up to 3 days',
    line: 18,
  },
  {
    node: {
      does: 'work',
      id: 'add-to-segment-engaged-trials',
      task: 'run-step',
      edges: { added: 'wait-until-09-00', 'there-already': 'wait-until-09-00' },
    },
    title: 'add-to-segment: engaged-trials',
    line: 21,
  },
  {
    node: { does: 'work', id: 'send-email-trial-help', task: 'send-email', edges: sent('wait-until-09-00') },
    title: 'send-email: trial-help',
    line: 23,
  },
  {
    node: { does: 'wait', id: 'wait-until-09-00', next: 'decide' },
    title: 'wait-until: 09:00',
    detail: 'on weekdays',
    line: 24,
  },
  {
    node: {
      does: 'choose',
      id: 'decide',
      cases: [
        {
          fact: 'decide-1',
          if: [{ kind: 'page', head: '/pricing*', within: { text: '7 days' } }],
          to: 'run-workflow-assign-sales-follow-up',
        },
        { fact: 'decide-2', if: [{ kind: 'field', head: 'role', is: 'developer' }], to: 'send-email-api-quickstart' },
      ],
      otherwise: 'send-sms-call-offer',
    },
    title: 'decide',
    line: 26,
  },
  {
    node: {
      does: 'work',
      id: 'run-workflow-assign-sales-follow-up',
      task: 'run-step',
      edges: { started: 'stop-finished' },
    },
    title: 'run-workflow: assign-sales-follow-up',
    line: 29,
  },
  {
    node: { does: 'work', id: 'send-email-api-quickstart', task: 'send-email', edges: sent('stop-finished') },
    title: 'send-email: api-quickstart',
    line: 33,
  },
  {
    node: { does: 'work', id: 'send-sms-call-offer', task: 'send-sms', edges: sent('stop-finished') },
    title: 'send-sms: call-offer',
    line: 35,
  },
  { node: { does: 'stop', id: 'stop-finished', outcome: 'finished' }, title: 'stop: finished', line: 36 },
];

export const trialSummary: DefinitionSummary = {
  name: 'trial-activation',
  kind: 'journey',
  purpose: 'Turn new trials into activated accounts',
  owner: 'growth@acme.example',
  state: 'live',
  number: 1,
  version: '7d1f0c2ab9',
  file: 'statemachines/journeys/trial-activation.yaml',
  open: 0,
  entered: 0,
  ended: 0,
};

export const trialView: DefinitionView = {
  ...trialSummary,
  start: 'send-email-trial-welcome',
  nodes,
  here: {},
  passed: {},
  text: trialText,
};

const followUpText = `workflow: lead-follow-up
purpose: A person calls whoever looked at the prices
owner: sales@acme.example
steps:
  - assign-follow-up: Call {{ contact.firstName }}
    to: team:sales
    due: 4 hours
`;

export const followUpView: DefinitionView = {
  name: 'lead-follow-up',
  kind: 'workflow',
  purpose: 'A person calls whoever looked at the prices',
  owner: 'sales@acme.example',
  state: 'paused',
  number: 3,
  version: '11aa22bb33',
  file: 'statemachines/workflows/lead-follow-up.yaml',
  open: 0,
  entered: 0,
  ended: 0,
  start: 'assign-follow-up',
  nodes: [
    {
      node: {
        does: 'work',
        id: 'assign-follow-up',
        task: 'run-step',
        edges: { assigned: 'end', 'nobody-found': 'end' },
      },
      title: 'assign-follow-up: Call {{ contact.firstName }}',
      detail: 'to team:sales, due in 4 hours',
      line: 5,
    },
  ],
  here: {},
  passed: {},
  text: followUpText,
};
