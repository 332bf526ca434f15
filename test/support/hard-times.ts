/** A journey whose exits and goals come to hold by time alone, and what contacts and operators do to their moments. */
import { scenarioFrom } from './executed-cases.ts';
import { compileFiles, emailTemplate, settingsFile } from './project.ts';

const files = {
  'waymark.yaml': `${settingsFile}quiet-hours: { from: "22:00", to: "07:00" }\nteams:\n  sales: [lee@example.com]\n`,
  'templates/hello.email.mjml': emailTemplate('Hello'),
  'templates/news.email.mjml': emailTemplate('News'),
  'segments/asleep.yaml': 'segment: asleep\nif: { not: { page: /*, within: 6 days } }\n',
  'journeys/trial.yaml': `journey: trial
purpose: Everything that may end because time passes, in one journey
owner: owner@example.com
topic: news
when:
  - event: trial.started
again: always
goals:
  kept: { field: plan, is: gold, for: 2 days, ends-run: false }
  grown: { field: plan, is: team, for: 3 days, by: 10 days }
exit:
  over: { field: endsOn, older-than: 1 day }
  lost: [{ segment: asleep }, { time: { from: "12:00", to: "13:00" } }]
steps:
  - wait: 1 day
  - send-email: hello
  - wait-for: { event: confirmed }
    id: word
    up-to: 3 days
    then:
      - wait-until: 23:00
      - send-email: news
      - wait: 1 day
        id: pause
  - run-workflow: call
    with: { plan: { from: contact.plan } }
    until-done: true
    up-to: 4 days
  - wait: 20 days
  - stop: stayed
`,
  'workflows/call.yaml': `workflow: call
purpose: Somebody is asked, for as long as the trial lasts
owner: owner@example.com
input: { plan: text }
exit:
  over: { field: endsOn, older-than: 1 day }
steps:
  - manual: Call about {{ input.plan }}
    id: call
    to: team:sales
    up-to: 30 days
  - stop: called
`,
};

const scenario = `scenario: what time alone brings about
definition: trial
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, consent: [news], fields: { plan: trial, endsOn: 2026-03-30 } }
do:
  - { page: /start }
  - { event: trial.started }
cases:
  - case: is over while the first wait lasts
    given: { ann: { fields: { endsOn: "2026-03-01T20:00:00Z" } } }
    do:
      - { after: 5 days }
  - case: is over in front of an event that comes too late
    given: { ann: { fields: { endsOn: "2026-03-03" } } }
    do:
      - { at: "day 2 12:00", event: confirmed }
      - { after: 5 days }
  - case: is over while quiet hours hold the news
    given: { ann: { fields: { endsOn: "2026-03-03" } } }
    do:
      - { at: "day 1 11:00", event: confirmed }
      - { after: 5 days }
  - case: is over while a colleague is asked, here and there
    given: { ann: { fields: { endsOn: "2026-03-07" } } }
    do:
      - { after: 3 days, page: /help }
      - { after: 20 days }
  - case: is made shorter, and longer, and shorter again
    do:
      - { after: 1 hour, page: /help }
      - { set: { endsOn: "2026-03-10" } }
      - { after: 1 day, set: { endsOn: "2026-03-20" } }
      - { after: 3 days, page: /help }
      - { after: 1 hour, set: { endsOn: "2026-03-08" } }
      - { after: 20 days }
  - case: falls asleep, and is lost at noon
    do:
      - { after: 20 days }
  - case: is kept, and then grows
    do:
      - { after: 1 hour, set: { plan: gold } }
      - { after: 3 days, set: { plan: team } }
      - { after: 1 hour, page: /help }
      - { after: 20 days }
  - case: is over in a pause
    given: { ann: { fields: { endsOn: "2026-03-04" } } }
    do:
      - { after: 30 hours, event: confirmed }
      - { after: 1 hour, pause: trial }
      - { after: 6 days, resume: trial }
      - { after: 20 days }
`;

export const hardTimes = await compileFiles(files);

export const hardTimesScenario = scenarioFrom('trial.scenario.yaml', scenario);
