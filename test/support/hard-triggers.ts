/** A journey or workflow for each thing that is watched or learned from a change, and contacts who bring all of it about. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const workflow = (name: string, when: string, more = '') => `workflow: ${name}
purpose: Starts on what is no event
owner: owner@example.com
when: [${when}]
${more}steps:
  - stop: seen
`;

const files = {
  'waymark.yaml': settingsFile,
  'templates/reminder.email.mjml': emailTemplate('Reminder'),
  'segments/keen.yaml': 'segment: keen\nif:\n  - { field: plan, is: gold }\n  - { event: used, within: 2 days }\n',
  'segments/chosen.yaml': 'segment: chosen\n',
  'workflows/enters.yaml': workflow('enters', '{ segment: keen }'),
  'workflows/leaves.yaml': workflow('leaves', '{ segment: keen, leaves: true }'),
  'workflows/upgrades.yaml': workflow('upgrades', '{ field: plan, to: gold }'),
  'workflows/warms-up.yaml': workflow('warms-up', '{ score: lead, at-least: 80 }'),
  'workflows/renews.yaml': workflow('renews', '{ date: renewalDate, before: 3 days, at: 09:00 }'),
  'workflows/follows.yaml': workflow('follows', '{ ended: cart, outcome: reminded }'),
  'workflows/proposes.yaml': workflow('proposes', '{ stage: proposal }', 'per: event.dealId\n'),
  'journeys/sleeps.yaml': `journey: sleeps
purpose: Who has not used it for five days hears of it
owner: owner@example.com
topic: news
again: always
when: [{ inactive: used, for: 5 days }]
steps:
  - send-email: reminder
  - stop: reminded
`,
  'journeys/cart.yaml': `journey: cart
purpose: What was begun and not finished
owner: owner@example.com
topic: news
again: always
per: event.cartId
when: [{ event: cart.filled, not-followed-by: order.paid, for: 1 hour }]
steps:
  - send-email: reminder
  - stop: reminded
`,
  'journeys/chosen-ones.yaml': `journey: chosen-ones
purpose: Goes round for as long as somebody has chosen them
owner: owner@example.com
topic: news
again: always
when: [{ segment: chosen }]
steps:
  - wait: 2 days
  - stop: round
`,
};

const scenario = `scenario: what is no event
definition: cart
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }
cases:
  - case: comes to belong, no longer does by time alone, and does again
    do:
      - { after: 1 hour, set: { plan: gold } }
      - { after: 1 hour, event: used }
      - { after: 3 days, event: used }
      - { after: 1 hour, set: { plan: trial } }
      - { after: 20 days }
  - case: fills two carts and pays one
    do:
      - { event: cart.filled, data: { cartId: A } }
      - { after: 10 minutes, event: cart.filled, data: { cartId: B } }
      - { after: 10 minutes, event: order.paid, data: { cartId: A } }
      - { after: 20 days }
  - case: has a date that is moved, and a score that rises and falls
    do:
      - { after: 1 hour, set: { renewalDate: "2026-03-09", scores: { lead: 79 } } }
      - { after: 1 hour, set: { renewalDate: "2026-03-12", scores: { lead: 85 } } }
      - { after: 1 day, set: { scores: { lead: 10 } } }
      - { after: 1 day, set: { scores: { lead: 90 } } }
      - { after: 20 days }
  - case: is chosen by hand, for three rounds
    do:
      - { after: 1 hour, join: chosen }
      - { after: 5 days, leave: chosen }
      - { after: 20 days }
  - case: has a deal that moves through the pipeline and back
    do:
      - { event: deal.created, data: { dealId: D, stage: qualified } }
      - { after: 1 hour, event: deal.updated, data: { dealId: D, stage: proposal } }
      - { after: 1 hour, event: deal.updated, data: { dealId: D, stage: proposal } }
      - { after: 1 hour, event: deal.updated, data: { dealId: D, stage: qualified } }
      - { after: 1 hour, event: deal.updated, data: { dealId: D, stage: proposal } }
      - { after: 20 days }
`;

export const hardTriggers = await compileFiles(files);

export const hardTriggersScenario = scenarioFrom('cart.scenario.yaml', scenario);
