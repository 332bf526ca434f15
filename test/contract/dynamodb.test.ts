/** The table's halves, held to every port's contract against a DynamoDB in this process. */
import { afterAll } from 'vitest';
import { createTablePorts, type TablePorts } from '../../functions/aws/ports.ts';
import { createSigner } from '../../functions/aws/signing.ts';
import { systemClock } from '../../functions/aws/system-clock.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { openDatabase } from '../support/dynalite.ts';
import { monday } from '../support/records.ts';
import { auditContract } from './audit.ts';
import { belongingsContract } from './belongings.ts';
import { capsContract } from './caps.ts';
import { clockContract } from './clock.ts';
import { colleaguesContract } from './colleagues.ts';
import { contactsContract } from './contacts.ts';
import type { Half } from './contract.ts';
import { countersContract } from './counters.ts';
import { entriesContract } from './entries.ts';
import { eventsContract } from './events.ts';
import { followUpsContract } from './follow-ups.ts';
import { idsContract } from './ids.ts';
import { notesContract } from './notes.ts';
import { registryContract } from './registry.ts';
import { runsContract } from './runs.ts';
import { segmentsContract } from './segments.ts';
import { signerContract } from './signer.ts';
import { suppressionsContract } from './suppressions.ts';
import { timelineContract } from './timeline.ts';
import { watchesContract } from './watches.ts';

const database = await openDatabase();
afterAll(database.close);

function half<Port>(choose: (ports: TablePorts) => Port): Half<Port> {
  return {
    name: 'on DynamoDB',
    runs: 25,
    async make() {
      const { client, tableName, breakAt } = await database.table();
      return {
        port: choose(
          createTablePorts(
            client,
            { tableName, addressKey: 'the key of a test, 32 letters or more' },
            createClock(monday),
          ),
        ),
        breakAt,
      };
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
countersContract(half(({ counters }) => counters));
registryContract(half(({ registry }) => registry));
idsContract(half(({ ids }) => ids));
signerContract({
  name: 'with HMAC',
  make: async () => ({
    port: createSigner({
      deployment: 'test',
      keys: [{ id: 'k1', secret: 'a secret of thirty-two letters at least' }],
      clock: { now: () => monday },
    }),
  }),
});
clockContract({ name: 'of the system', make: async () => ({ port: systemClock }) });
