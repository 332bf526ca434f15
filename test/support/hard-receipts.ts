/** A message that must arrive, and what may keep nobody from knowing whether it has. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}caps: [{ channel: email, class: transactional, at-most: 1, per: 1 day, when-full: drop }]\n`,
  'templates/receipt.email.mjml': emailTemplate('Your receipt'),
  'templates/thanks.email.mjml': emailTemplate('Thank you'),
  'journeys/paid.yaml': `journey: paid
purpose: A receipt, and one more word on another day
owner: owner@example.com
when:
  - event: order.paid
again: always
steps:
  - send-email: receipt
    class: transactional
    delivery: at-least-once
    at-most: 2
  - wait: 2 days
  - send-email: thanks
    class: transactional
`,
};

/** So often at most is the receipt handed over. */
export const MOST_CALLS = 2;

const scenario = `scenario: a receipt that must arrive
definition: paid
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC }
do:
  - { event: order.paid }
  - { after: 3 days }
cases:
  - case: is answered at once
  - case: comes again where the answer was lost
    faults: [{ step: receipt, fault: answer-lost }]
`;

export const hardReceipts = await compileFiles(files);

export const hardReceiptsScenario = scenarioFrom('paid.scenario.yaml', scenario);
