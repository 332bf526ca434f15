/** A journey that goes round, parts by lot, and calls others, and what happens to contacts on its ways. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}teams:\n  sales: [lee@example.com]\n`,
  'templates/nudge.email.mjml': emailTemplate('Nudge'),
  'templates/greeting.email.mjml': emailTemplate('Hello'),
  'templates/thanks.email.mjml': emailTemplate('Thanks'),
  'journeys/rounds.yaml': `journey: rounds
purpose: Loops, lots and calls, in one journey
owner: owner@example.com
topic: news
when:
  - event: order.placed
again: always
exit:
  left: { field: plan, is: none }
steps:
  - repeat: 3 times
    every: 1 day
    until: { event: confirmed }
    steps:
      - send-email: nudge
  - split: gift
    arms:
      - arm: large
        share: 50%
        then:
          - update: contact
            id: large-gift
            set: { gift: large }
      - arm: small
        share: 50%
        then:
          - update: contact
            id: small-gift
            set: { gift: small }
  - run-journey: greet
    id: greet
    with: { gift: { from: contact.gift } }
  - run-workflow: call
    with: { mood: { from: greet.mood } }
    until-done: true
    up-to: 3 days
  - if: { outcome: run-workflow-call, is: called }
    then:
      - send-email: thanks
        with: { by: { from: run-workflow-call.by } }
  - wait-for: { event: paid }
    id: payment
    up-to: 2 days
    else:
      - stop: quiet
  - update: contact
    set: { plan: gold }
  - wait: 1 hour
  - go-to: payment
`,
  'journeys/greet.yaml': `journey: greet
purpose: A part of the other one
owner: owner@example.com
topic: news
input: { gift: text }
output: { mood: { from: input.gift } }
steps:
  - send-email: greeting
  - wait-for: { clicked: greeting }
    up-to: 1 day
    then:
      - stop: keen
`,
  'workflows/call.yaml': `workflow: call
purpose: Somebody calls, and says who did
owner: owner@example.com
input: { mood: text }
output: { by: { from: input.mood } }
steps:
  - wait: 1 day
  - assign-follow-up: "Call: {{ input.mood }}"
    id: call
    to: team:sales
  - stop: called
`,
};

const scenario = `scenario: every way round
definition: rounds
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, phone: "+12125550123", time-zone: UTC, consent: [news] }
do:
  - { event: order.placed }
cases:
  - case: never says a word, and walks all rounds
    do:
      - { after: 12 days }
  - case: confirms, clicks, and pays again and again
    do:
      - { after: 30 hours, event: confirmed }
      - { after: 20 hours, click: greeting }
      - { after: 1 day, event: paid }
      - { after: 20 minutes, event: paid }
      - { after: 1 day, event: paid }
      - { after: 8 days }
  - case: leaves between two rounds
    do:
      - { after: 36 hours, set: { plan: none } }
      - { after: 6 days }
  - case: is frozen in a round and while the call is on its way
    do:
      - { after: 2 hours, pause: rounds }
      - { after: 3 hours, event: confirmed }
      - { after: 2 days, resume: rounds }
      - { after: 1 hour, pause: rounds }
      - { after: 3 days, resume: rounds }
      - { after: 8 days }
`;

export const hardWays = await compileFiles(files);

export const hardWaysScenario = scenarioFrom('rounds.scenario.yaml', scenario);
