/** The store on which costs are counted, held to every port's contract: what is counted there is what the adapters do. */
import { createTablePorts, type TablePorts } from '../../functions/aws/ports.ts';
import { createCountedStore } from '../../lib/local/cost/counted-store.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { monday } from '../support/records.ts';
import { capsContract } from './caps.ts';
import { contactsContract } from './contacts.ts';
import type { Half } from './contract.ts';
import { countersContract } from './counters.ts';
import { entriesContract } from './entries.ts';
import { eventsContract } from './events.ts';
import { followUpsContract } from './follow-ups.ts';
import { registryContract } from './registry.ts';
import { runsContract } from './runs.ts';
import { segmentsContract } from './segments.ts';
import { suppressionsContract } from './suppressions.ts';
import { timelineContract } from './timeline.ts';

const nobody = { request() {}, write() {}, read() {} };

function half<Port>(choose: (ports: TablePorts) => Port): Half<Port> {
  return {
    name: 'on the counted store',
    lacks: { faults: 'it has no line that breaks' },
    runs: 25,
    async make() {
      const client = createCountedStore().connect(nobody, () => {});
      const settings = { tableName: 'counted', addressKey: 'the key of a test, 32 letters or more' };
      return { port: choose(createTablePorts(client, settings, createClock(monday))) };
    },
  };
}

capsContract(half((ports) => ports.caps));
contactsContract(half((ports) => ports.contacts));
countersContract(half((ports) => ports.counters));
entriesContract(half((ports) => ports.entries));
eventsContract(half((ports) => ports.events));
followUpsContract(half((ports) => ports.followUps));
registryContract(half((ports) => ports.registry));
runsContract(half((ports) => ports.runs));
segmentsContract(half((ports) => ports.segments));
suppressionsContract(half((ports) => ports.suppressions));
timelineContract(half((ports) => ports.timeline));
