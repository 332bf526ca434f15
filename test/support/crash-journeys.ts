/** What the crash harness breaks at every call: the shipped journeys, and those in which much can go wrong at once. */
import { readScenario, type Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import type { Compiled } from '../../lib/simulator/world.ts';
import { hardCalls, hardCallsScenario } from './hard-calls.ts';
import { hardCases, hardScenario } from './hard-cases.ts';
import { hardCharges, hardChargesScenario } from './hard-charges.ts';
import { hardCrowds, hardCrowdsScenario } from './hard-crowds.ts';
import { hardDigests, hardDigestsScenario } from './hard-digests.ts';
import { hardMerges, hardMergesScenario } from './hard-merges.ts';
import { hardPeople, hardPeopleScenario } from './hard-people.ts';
import { hardReceipts, hardReceiptsScenario, MOST_CALLS } from './hard-receipts.ts';
import { hardSends, hardSendsScenario } from './hard-sends.ts';
import { hardTimes, hardTimesScenario } from './hard-times.ts';
import { hardTriggers, hardTriggersScenario } from './hard-triggers.ts';
import { hardWays, hardWaysScenario } from './hard-ways.ts';
import { loadShipped } from './project.ts';

export interface CrashJourney {
  scenario: Scenario;
  compiled: Compiled;
  /** So often at most a message is handed over; left out: once. */
  mostCalls?: number;
}

export async function crashJourneys(): Promise<CrashJourney[]> {
  const { compiled, files } = await loadShipped();
  const shipped = files
    .filter(({ path }) => path.endsWith('.scenario.yaml'))
    .map(({ path, text }) => ({ scenario: readScenario(path, text).scenario!, compiled: compiled! }));
  return [
    ...shipped,
    { scenario: hardScenario, compiled: hardCases },
    { scenario: hardWaysScenario, compiled: hardWays },
    { scenario: hardPeopleScenario, compiled: hardPeople },
    { scenario: hardTriggersScenario, compiled: hardTriggers },
    { scenario: hardSendsScenario, compiled: hardSends },
    { scenario: hardCrowdsScenario, compiled: hardCrowds },
    { scenario: hardTimesScenario, compiled: hardTimes },
    { scenario: hardMergesScenario, compiled: hardMerges },
    { scenario: hardDigestsScenario, compiled: hardDigests },
    { scenario: hardCallsScenario, compiled: hardCalls },
    { scenario: hardChargesScenario, compiled: hardCharges },
    { scenario: hardReceiptsScenario, compiled: hardReceipts, mostCalls: MOST_CALLS },
  ];
}
