/** Joins the adapters into what the engine asks for; the same table serves a contact in the cloud and on a laptop. */
import { createColleagues } from '../../lib/engine/find-colleague.ts';
import type { EnginePorts, Senders } from '../../lib/engine/ports.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import type { Clock } from '../../lib/language/ports.ts';
import { createAudit } from './audit.ts';
import { createBelongings } from './belongings.ts';
import { createCaps } from './caps.ts';
import type { Where } from './clients.ts';
import { createContacts } from './contacts.ts';
import { createCounters } from './counters.ts';
import { createDeadLetters } from './dead-letters.ts';
import { createEntries } from './entries.ts';
import { createEvents } from './events.ts';
import { createFollowUps } from './follow-ups.ts';
import { createIds } from './ids.ts';
import { createSecretKeys } from './keys.ts';
import { createNotes } from './notes.ts';
import { createRegistry } from './registry.ts';
import { createRuns } from './runs.ts';
import { createSegments } from './segments.ts';
import { createSigner, type SigningKey } from './signing.ts';
import { createStoreClient, type StoreClient } from './store-client.ts';
import { createSuppressions } from './suppressions.ts';
import { systemClock } from './system-clock.ts';
import { createTable } from './table.ts';
import { createTimeline } from './timeline.ts';
import { createWatches } from './watches.ts';
import { type CallOutside, createWebhooks } from './webhooks.ts';

export interface TableSettings {
  tableName: string;
  /** Under which addresses become keys and contact ids; it never changes while the table lives. */
  addressKey: string;
  /** How long events, the timeline and ended runs are kept. */
  retentionDays?: number;
  /** For so long a function need not ask again what the project says; left out: it asks each time. */
  settingsAgeSeconds?: number;
}

export type TablePorts = Omit<
  EnginePorts,
  | 'clock'
  | 'signer'
  | 'publicUrl'
  | 'executions'
  | 'schedules'
  | 'bus'
  | 'queues'
  | 'lostChanges'
  | 'senders'
  | 'cards'
  | 'webhooks'
>;

export function createTablePorts(
  client: StoreClient,
  { tableName, addressKey, retentionDays = 400, settingsAgeSeconds }: TableSettings,
  clock: Clock = systemClock,
): TablePorts {
  const table = createTable(client, tableName);
  const secretKeys = createSecretKeys(addressKey);
  const registry = createRegistry(table, { clock, settingsAgeSeconds });
  return {
    ids: createIds(secretKeys),
    contacts: createContacts(table, secretKeys, clock),
    segments: createSegments(table),
    followUps: createFollowUps(table, retentionDays),
    colleagues: createColleagues(registry.settings),
    events: createEvents(table, retentionDays),
    runs: createRuns(table, retentionDays),
    entries: createEntries(table),
    timeline: createTimeline(table, retentionDays),
    suppressions: createSuppressions(table, secretKeys),
    watches: createWatches(table),
    caps: createCaps(table),
    registry,
    counters: createCounters(table),
    audit: createAudit(table, retentionDays),
    notes: createNotes(table),
    belongings: createBelongings(table),
    deadLetters: createDeadLetters(table, clock),
  };
}

export interface AwsSettings extends TableSettings {
  deployment: string;
  signingKeys: SigningKey[];
  publicUrl: string;
  where?: Where;
}

/** What only some functions hold: each brings its own, so that no bundle and no role carries more than it uses. */
export interface Outward {
  clock?: Clock;
  client?: StoreClient;
  executions?: EnginePorts['executions'];
  schedules?: EnginePorts['schedules'];
  bus?: EnginePorts['bus'];
  queues?: EnginePorts['queues'];
  lostChanges?: EnginePorts['lostChanges'];
  email?: Senders['email'];
  sms?: Senders['sms'];
  cards?: EnginePorts['cards'];
  callOutside?: CallOutside;
}

export function createAwsPorts(settings: AwsSettings, outward: Outward = {}): EnginePorts {
  const { deployment, signingKeys, publicUrl, where } = settings;
  const { clock = systemClock, client = createStoreClient(where), email, sms } = outward;
  const signer = createSigner({ deployment, keys: signingKeys, clock });
  return {
    ...createTablePorts(client, settings, clock),
    clock,
    signer,
    publicUrl,
    executions: outward.executions ?? {
      start: absent('executions'),
      succeed: absent('executions'),
      stop: absent('executions'),
    },
    schedules: outward.schedules ?? {
      set: absent('schedules'),
      clear: absent('schedules'),
      // biome-ignore lint/correctness/useYield: there is nothing to name.
      async *names() {
        await absent('schedules')();
      },
    },
    bus: outward.bus ?? { publish: absent('bus') },
    queues: outward.queues ?? { put: absent('queues') },
    lostChanges: outward.lostChanges ?? {
      list: absent('lost changes'),
      read: absent('lost changes'),
      remove: absent('lost changes'),
    },
    webhooks: createWebhooks({ signer, clock }, outward.callOutside ?? absent('way out')),
    cards: outward.cards ?? { charge: absent('cards'), find: absent('cards') },
    senders: {
      email: email ?? { send: absent('email') },
      sms: sms ?? { send: absent('sms'), zonesOf: () => [], allow: absent('sms') },
    },
  };
}

/** A function that reaches for what it was not given was wired wrongly: nothing has happened yet. */
function absent(what: string): () => Promise<never> {
  return async () => {
    throw new TerminalError(`This function holds no ${what}.`, { code: 'not-wired' });
  };
}
