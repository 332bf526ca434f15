/** The table's halves, held to every port's contract against whatever speaks as DynamoDB does. */
import { createTablePorts, type TablePorts } from '../../functions/aws/ports.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import type { Database } from '../support/database.ts';
import { monday } from '../support/records.ts';
import { auditContract } from './audit.ts';
import { belongingsContract } from './belongings.ts';
import { capsContract } from './caps.ts';
import { colleaguesContract } from './colleagues.ts';
import { contactsContract } from './contacts.ts';
import type { Half } from './contract.ts';
import { countersContract } from './counters.ts';
import { deadLettersContract } from './dead-letters.ts';
import { entriesContract } from './entries.ts';
import { eventsContract } from './events.ts';
import { followUpsContract } from './follow-ups.ts';
import { idsContract } from './ids.ts';
import { notesContract } from './notes.ts';
import { registryContract } from './registry.ts';
import { runsContract } from './runs.ts';
import { segmentsContract } from './segments.ts';
import { suppressionsContract } from './suppressions.ts';
import { timelineContract } from './timeline.ts';
import { watchesContract } from './watches.ts';

export function tableContracts(name: string, database: Database): void {
  function half<Port>(choose: (ports: TablePorts) => Port): Half<Port> {
    return {
      name,
      runs: 25,
      async make() {
        const { client, tableName, breakAt } = await database.table();
        const addressKey = 'the key of a test, 32 letters or more';
        return { port: choose(createTablePorts(client, { tableName, addressKey }, createClock(monday))), breakAt };
      },
    };
  }

  capsContract(half(({ caps }) => caps));
  contactsContract(half(({ contacts }) => contacts));
  segmentsContract(half(({ segments }) => segments));
  followUpsContract(half(({ followUps }) => followUps));
  colleaguesContract(half((ports) => ports));
  eventsContract(half(({ events }) => events));
  runsContract(half(({ runs }) => runs));
  entriesContract(half(({ entries }) => entries));
  timelineContract(half(({ timeline }) => timeline));
  suppressionsContract(half(({ suppressions }) => suppressions));
  watchesContract(half(({ watches }) => watches));
  auditContract(half(({ audit }) => audit));
  belongingsContract(half((ports) => ports));
  notesContract(half(({ notes }) => notes));
  deadLettersContract(half(({ deadLetters }) => deadLetters));
  countersContract(half(({ counters }) => counters));
  registryContract(half(({ registry }) => registry));
  idsContract(half(({ ids }) => ids));
}
