/** One person under two names, inside under either or both, until somebody says that they are one. */
import { scenarioFrom } from './executed-cases.ts';
import { aJourney, compileFiles } from './project.ts';

const steps = `- wait-for: { event: paid }
  up-to: 2 days
  then:
    - stop: bought
- send-email: hello
- score: lead
  rules:
    - { if: { field: city, is: Oslo }, add: 5 }`;

const scenario = `scenario: two are one
definition: example
start: 2026-03-02 10:00
contacts:
  - { id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }
  - { id: anna, email: anna@example.com, time-zone: UTC, consent: [news], fields: { city: Oslo } }
do:
  - { event: thing.happened, contact: anna }
cases:
  - case: inside under both names, then known as one who never pays
    do:
      - { after: 1 hour, event: thing.happened, contact: ann }
      - { after: 1 hour, merge: anna, contact: ann }
      - { after: 4 days }
  - case: known as one, after they have paid under the other name
    do:
      - { after: 1 hour, event: paid, contact: ann }
      - { after: 1 hour, merge: anna, contact: ann }
      - { after: 4 days }
`;

export const hardMerges = await compileFiles(
  aJourney(steps, { head: 'when:\n  - event: thing.happened\nagain: never\n' }),
);

export const hardMergesScenario = scenarioFrom('example.scenario.yaml', scenario);
