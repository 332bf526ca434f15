/** Crowds that are let in by the clock, at a pace and at once, paused half-way and gone on with. */
import { readScenario, type Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

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
  - case: is stopped half-way by a pause
    do:
      - { at: "day 1 08:30", pause: morning }
      - { at: "day 1 12:00", resume: morning }
      - { after: 1 day }
`;

export const hardCrowds = await compileFiles(files);

export const hardCrowdsScenario = ((): Scenario => {
  const read = readScenario('morning.scenario.yaml', scenario);
  if (!read.scenario) throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return read.scenario;
})();
