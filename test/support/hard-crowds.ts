/** Crowds that are let in by the clock, at a pace and at once, paused half-way and gone on with. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const inGroup = (name: string, keys: string, event: string, then: string) => `journey: ${name}
purpose: One of a group
owner: owner@example.com
topic: news
group: offers
${keys}
when: [{ event: ${event} }]
steps:
  - send-email: reminder
  ${then}
`;

const files = {
  'waymark.yaml': settingsFile,
  'templates/reminder.email.mjml': emailTemplate('Reminder'),
  'journeys/morning.yaml': `journey: morning
purpose: At a pace, for those who are on trial
owner: owner@example.com
topic: news
entry-rate: 1 per hour
when: [{ schedule: once on 2026-03-03 at 08:00, for: { field: plan, is: trial } }]
steps:
  - send-email: reminder
  - stop: reminded
`,
  'journeys/usual.yaml': inGroup('usual', 'priority: 50', 'bought', '- wait: 2 days'),
  'journeys/patient.yaml': inGroup(
    'patient',
    'priority: 20\nif-busy: queue\nagain: always',
    'browsed',
    '- wait: 1 day',
  ),
  'journeys/urgent.yaml': inGroup('urgent', 'priority: 90\npreempt: true', 'canceled', '- wait: 1 day'),
};

const scenario = `scenario: a crowd
definition: morning
start: 2026-03-02 10:00
contacts:
  - { id: ann, count: 2, email: ann@example.com, time-zone: UTC, consent: [news], fields: { plan: trial } }
  - { id: bob, email: bob@example.com, time-zone: UTC, consent: [news], fields: { plan: gold } }
cases:
  - case: enters at a pace
    do:
      - { after: 2 days }
  - case: is in one journey of a group at a time
    do:
      - { contact: bob, event: bought }
      - { contact: bob, after: 1 hour, event: browsed }
      - { contact: bob, after: 1 day, event: canceled }
      - { after: 9 days }
  - case: is stopped half-way by a pause
    do:
      - { at: "day 1 08:30", pause: morning }
      - { at: "day 1 12:00", resume: morning }
      - { after: 1 day }
`;

export const hardCrowds = await compileFiles(files);

export const hardCrowdsScenario = scenarioFrom('morning.scenario.yaml', scenario);
