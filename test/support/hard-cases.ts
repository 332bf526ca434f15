/** A journey in which much can go wrong at once, and what contacts and operators do to it; beside the shipped ones. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}quiet-hours: { from: "22:00", to: "07:00" }\nteams:\n  sales: [lee@example.com]\n`,
  'templates/reminder.email.mjml': emailTemplate('Reminder'),
  'templates/hello.email.mjml': emailTemplate('Hello'),
  'templates/offer.sms.txt': 'An offer from Example',
  'segments/keen.yaml': 'segment: keen\n',
  'journeys/onboarding.yaml': `journey: onboarding
purpose: Everything that waits, sends, ends and calls, in one journey
owner: owner@example.com
topic: news
when:
  - event: order.placed
again: always
per: event.orderId
goals:
  looked: { page: /help, ends-run: false }
  bought: { event: bought, by: 20 days }
exit:
  left: { field: plan, is: none }
steps:
  - wait-for: { event: confirmed }
    id: first-word
    up-to: 1 day
    then:
      - update: contact
        set: { plan: gold }
    else:
      - send-email: reminder
  - wait-for: { event: confirmed }
    id: last-word
    up-to: 2 days
    then:
      - add-to-segment: keen
    else:
      - stop: cold
  - wait-until: 06:00
  - send-email: hello
  - run-workflow: call
    with: { reason: keen }
  - wait: 1 day
  - send-sms: offer
  - remove-from-segment: keen
  - stop: finished
`,
  'workflows/call.yaml': `workflow: call
purpose: Somebody calls, after an hour
owner: owner@example.com
input:
  reason: text
steps:
  - wait: 1 hour
  - assign-follow-up: "Call: {{ input.reason }}"
    id: call
    to: team:sales
  - stop: called
`,
};

const scenario = `scenario: everything at once
definition: onboarding
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, phone: "+12125550123", time-zone: UTC, consent: [news] }
do:
  - { event: order.placed, data: { orderId: A } }
cases:
  - case: confirms in an hour and walks to the end
    do:
      - { after: 1 hour, event: confirmed }
      - { after: 6 days }
  - case: confirms at the very instant of the limit
    do:
      - { after: 1 day, event: confirmed }
      - { after: 6 days }
  - case: confirms after the reminder
    do:
      - { after: 30 hours, event: confirmed, data: { orderId: A } }
      - { after: 6 days }
  - case: never says a word
    do:
      - { after: 1 hour, event: confirmed, data: { orderId: B } }
      - { after: 6 days }
  - case: two orders side by side, one is confirmed
    do:
      - { after: 1 hour, event: order.placed, data: { orderId: B } }
      - { after: 1 hour, event: confirmed, data: { orderId: B } }
      - { after: 6 days }
  - case: asks for help, then buys, while waiting
    do:
      - { after: 1 hour, page: /help }
      - { after: 1 hour, event: bought }
      - { after: 6 days }
  - case: leaves while the call is on its way
    do:
      - { after: 1 hour, event: confirmed }
      - { at: "day 1 07:30", set: { plan: none } }
      - { after: 6 days }
  - case: is frozen over event and limit, and goes on at the resume
    do:
      - { after: 1 hour, pause: onboarding }
      - { after: 1 hour, event: confirmed }
      - { after: 3 days, resume: onboarding }
      - { after: 6 days }
  - case: is frozen before a time of day and misses it
    do:
      - { after: 1 hour, event: confirmed }
      - { after: 1 hour, pause: onboarding }
      - { at: "day 1 12:00", resume: onboarding }
      - { after: 6 days }
  - case: is let in by a paused journey, which is disabled and then goes on
    do:
      - { after: 1 hour, pause: onboarding }
      - { after: 1 hour, event: order.placed, data: { orderId: B } }
      - { after: 1 day, disable: onboarding }
      - { after: 6 days }
  - case: buys a week after the end
    do:
      - { after: 1 hour, event: confirmed }
      - { after: 12 days, event: bought }
`;

export const hardCases = await compileFiles(files);

export const hardScenario = scenarioFrom('onboarding.scenario.yaml', scenario);
