/** A card that is charged, and what may keep nobody from knowing whether it has been. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}teams:\n  sales: [lee@example.com]\n`,
  'workflows/renewal.yaml': `workflow: renewal
purpose: A year more is paid for
owner: owner@example.com
when:
  - event: order.placed
steps:
  - charge-card: Renewal {{ event.orderId }}
    id: charge
    amount: { from: event.total }
    currency: EUR
    customer: contact.account
  - if: { outcome: charge, is: declined }
    then:
      - stop: unpaid
  - wait: 1 day
  - stop: paid
`,
};

const scenario = `scenario: a card is charged
definition: renewal
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, fields: { account: cus-1 } }
do:
  - { event: order.placed, data: { orderId: A7, total: 49.90 } }
  - { after: 3 days }
cases:
  - case: once
  - case: once, though two answers are lost
    faults: [{ step: charge, fault: answer-lost, times: 2 }]
  - case: in vain
    faults: [{ step: charge, fault: declined }]
`;

export const hardCharges = await compileFiles(files);

export const hardChargesScenario = scenarioFrom('renewal.scenario.yaml', scenario);
