/** The memory halves, held to every port's contract. */
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { createMemoryPorts } from '../../lib/simulator/ports/index.ts';
import { monday } from '../support/records.ts';
import { auditContract } from './audit.ts';
import { belongingsContract } from './belongings.ts';
import { capsContract } from './caps.ts';
import { clockContract } from './clock.ts';
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
import { signerContract } from './signer.ts';
import { suppressionsContract } from './suppressions.ts';
import { timelineContract } from './timeline.ts';
import { watchesContract } from './watches.ts';

const idle = { start: () => 'started' as const, stop: () => 'gone' as const, succeed: () => 'gone' as const };

function half<Port>(choose: (ports: EnginePorts) => Port): Half<Port> {
  return {
    name: 'in memory',
    make: async () => ({
      port: choose(createMemoryPorts({ clock: createClock(monday), executions: idle, machines: new Map() })),
    }),
    lacks: { faults: 'skipped: a call in memory has no answer to lose' },
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
signerContract(half(({ signer }) => signer));
clockContract(half(({ clock }) => clock));
