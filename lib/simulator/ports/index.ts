/** Everything the engine asks of the world, in memory: what a simulation runs on. */
import { createColleagues } from '../../engine/find-colleague.ts';
import type { Bus, EnginePorts, Queues, Schedules, Senders, Webhooks } from '../../engine/ports.ts';
import type { Clock } from '../../language/ports.ts';
import type { Executions as Interpreter } from '../interpreter/executions.ts';
import { createMemoryAudit } from './audit.ts';
import { createMemoryBelongings } from './belongings.ts';
import { createMemoryBus } from './bus.ts';
import { createMemoryCaps } from './caps.ts';
import { createMemoryCards } from './cards.ts';
import type { OnChange } from './changes.ts';
import { createMemoryContacts } from './contacts.ts';
import { createMemoryCounters } from './counters.ts';
import { createMemoryDeadLetters } from './dead-letters.ts';
import { createMemoryEntries } from './entries.ts';
import { createMemoryEvents } from './events.ts';
import { createMemoryExecutions, type Machines } from './executions.ts';
import { createMemoryFollowUps } from './follow-ups.ts';
import { createMemoryIds } from './ids.ts';
import { createMemoryLostChanges } from './lost-changes.ts';
import { createMemoryNotes } from './notes.ts';
import { createMemoryQueues } from './queues.ts';
import { createMemoryRegistry } from './registry.ts';
import { createMemoryRuns } from './runs.ts';
import { createMemorySchedules } from './schedules.ts';
import { createMemorySegments } from './segments.ts';
import { createMemorySenders } from './senders.ts';
import { createMemorySigner } from './signer.ts';
import { createMemorySuppressions } from './suppressions.ts';
import { createMemoryTimeline } from './timeline.ts';
import { createMemoryWatches } from './watches.ts';
import { createMemoryWebhooks } from './webhooks.ts';

export interface MemoryOptions {
  clock: Clock;
  /** The interpreter; its handlers may reach for these very ports. */
  executions: Pick<Interpreter, 'start' | 'stop' | 'succeed'>;
  /** Read at each start: it may be filled later. */
  machines: Machines;
  onChange?: OnChange;
  /** Left out: nobody listens. */
  bus?: Bus;
  /** Left out: nobody takes anything from one. */
  queues?: Queues;
  /** Left out: nothing ever rings. */
  schedules?: Schedules;
  /** Left out: every message is taken. */
  senders?: Senders;
  /** Left out: every call is answered with a 200. */
  webhooks?: Webhooks;
  publicUrl?: string;
}

export function createMemoryPorts(options: MemoryOptions): EnginePorts {
  const { clock, executions, machines, onChange = () => {}, publicUrl = 'https://waymark.test' } = options;
  const { schedules = createMemorySchedules({ now: clock.now, at: () => ({ cancel() {} }) }, () => {}) } = options;
  const { bus = createMemoryBus(() => {}), senders = createMemorySenders(), queues = createMemoryQueues() } = options;
  const { webhooks = createMemoryWebhooks() } = options;
  const ids = createMemoryIds();
  const registry = createMemoryRegistry();
  const run = createMemoryRuns(onChange);
  const stores = {
    'follow-up': createMemoryFollowUps(),
    event: createMemoryEvents(onChange),
    entry: createMemoryEntries(),
    line: createMemoryTimeline(run.ofContact),
    segment: createMemorySegments(onChange),
    watch: createMemoryWatches(),
    caps: createMemoryCaps(),
    run,
    contact: createMemoryContacts(onChange, clock),
  };
  return {
    clock,
    ids,
    contacts: stores.contact,
    segments: stores.segment,
    followUps: stores['follow-up'],
    colleagues: createColleagues(registry.settings),
    events: stores.event,
    runs: stores.run,
    entries: stores.entry,
    timeline: stores.line,
    suppressions: createMemorySuppressions(),
    watches: stores.watch,
    caps: stores.caps,
    registry,
    executions: createMemoryExecutions(executions, machines),
    schedules,
    bus,
    counters: createMemoryCounters(),
    audit: createMemoryAudit(),
    notes: createMemoryNotes(),
    belongings: createMemoryBelongings(stores, { ids, earlier: stores.contact.earlier }),
    deadLetters: createMemoryDeadLetters(),
    lostChanges: createMemoryLostChanges(),
    queues,
    senders,
    webhooks,
    cards: createMemoryCards({ clock }),
    signer: createMemorySigner(clock),
    publicUrl,
  };
}
