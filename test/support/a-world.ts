/** A small world around one journey: Ann in it, a provider that remembers, and short words for what happens. */
import { ingest } from '../../lib/engine/ingest.ts';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import type { EnginePorts, OperatorState, ProviderAnswer, TimelineRow } from '../../lib/engine/ports.ts';
import { type ProviderEvent, takeProviderEvent } from '../../lib/engine/provider-event.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import type { Contact } from '../../lib/language/contact.ts';
import { after, readDuration } from '../../lib/language/durations.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import type { Settings } from '../../lib/language/project.ts';
import { createMemorySenders, type SentMessage } from '../../lib/simulator/ports/senders.ts';
import {
  type CarryOut,
  type Compiled,
  createWorld,
  type HandlerCall,
  type World,
  type WorldOptions,
} from '../../lib/simulator/world.ts';
import { onEngine } from './engine.ts';
import { aJourney, compileFiles } from './project.ts';
import { aContact, monday } from './records.ts';

export interface SmallWorld extends World {
  /** Everything handed to a provider, in order. */
  sent: SentMessage[];
  compiled: Compiled;
  /** Something happened to Ann; the same id is the same event. Everything that follows at once has followed. */
  happens(name: string, said?: { data?: JsonMap; id?: string; contact?: string }): Promise<void>;
  /** A provider speaks of the newest message. */
  provider(word: ProviderEvent['word'], said?: Partial<ProviderEvent>): Promise<'taken' | 'ignored'>;
  operator(state: OperatorState): Promise<void>;
  /** `3 days`; stops wherever something falls due. */
  later(duration: string): Promise<void>;
  runs(contact?: string): Promise<RunRecord[]>;
  run(contact?: string): Promise<RunRecord>;
  rows(contact?: string): Promise<TimelineRow[]>;
  /** `send-email-hello sent`, `ended stop finished`: what the timeline says, waits left out. */
  told(contact?: string): Promise<string[]>;
}

export interface Given {
  /** Keys at the head of the journey, in place of `when: thing.happened` and `again: always`. */
  head?: string;
  files?: Record<string, string>;
  contact?: Partial<Contact>;
  settings?: Partial<Settings>;
  startAt?: string;
  /** In place of what the steps compile to. */
  compiled?: Compiled;
  /** Ann lies in the store already. */
  isThere?: boolean;
  /** What the provider says; left out: accepted. */
  answers?(message: SentMessage): ProviderAnswer | undefined;
  options?: Pick<WorldOptions, 'redeliveries' | 'choose' | 'store'> & {
    /** Between the platform and a handler; `ports` are the world's own. */
    around?(call: HandlerCall, carryOut: CarryOut, ports: EnginePorts): Promise<unknown>;
  };
}

/** The templates of a test are the same again and again. */
const compiledBefore = new Map<string, Promise<Compiled>>();

function compile(files: Record<string, string>): Promise<Compiled> {
  const key = JSON.stringify(files);
  const compiled = compiledBefore.get(key) ?? compileFiles(files);
  compiledBefore.set(key, compiled);
  return compiled;
}

const inNews = {
  email: { state: 'in', at: monday, source: 'test' },
  sms: { state: 'in', at: monday, source: 'test' },
} as const;

export const ann = (said: Partial<Contact> = {}): Contact =>
  aContact({
    consent: { news: inNews },
    ...said,
    fields: { email: 'ann@example.com', phone: '+12125550123', timeZone: 'UTC', ...said.fields },
  });

export async function aWorld(steps: string, given: Given = {}): Promise<SmallWorld> {
  const { head, files, contact, settings, startAt = monday, answers: answer, options } = given;
  const project = given.compiled ?? onEngine(await compile({ ...aJourney(steps, { head }), ...files }));
  const compiled = { ...project, settings: { ...project.settings, ...settings } };
  const sent: SentMessage[] = [];
  const senders = createMemorySenders({ answer, onMessage: (message) => void sent.push(message) });
  const around = options?.around;
  const world: World = await createWorld(compiled, {
    startAt,
    senders,
    ...options,
    around: around && ((call, carryOut) => around(call, carryOut, world.ports)),
  });
  const { ports, clock } = world;
  if (!given.isThere) await addContact(ann(contact), ports);
  await world.settle();

  let ids = 0;
  const rows = (of = 'ann') => ports.timeline.of(of);
  const runs = (of = 'ann') => ports.runs.ofContact(of);
  return {
    ...world,
    sent,
    compiled,
    rows,
    runs,
    run: async (of) => (await runs(of)).at(-1)!,
    async happens(name, { data = {}, id = `m-${++ids}`, contact: of = 'ann' } = {}) {
      const identities = [{ kind: 'userId' as const, value: of }];
      await ingest({ messageId: id, family: 'event', name, identities, data }, ports);
      await world.settle();
    },
    async provider(word, said = {}) {
      const { channel, effect } = sent.at(-1)!;
      const answer = await takeProviderEvent(
        { id: `p-${++ids}`, channel, effect, word, at: clock.now(), ...said },
        ports,
      );
      await world.settle();
      return answer;
    },
    async operator(state) {
      await setDefinitionState('example', state, ports);
      await world.settle();
    },
    async later(duration) {
      const read = readDuration(duration);
      if (!('value' in read)) throw new Error(`"${duration}" is no duration.`);
      await world.advanceTo(after(clock.now(), read.value, 'UTC'));
      await world.settle();
    },
    async told(of) {
      const shown = (await rows(of)).filter(({ kind }) => kind !== 'waiting' && kind !== 'entered');
      return shown.map(({ kind, step, outcome, reason }) => [step ?? kind, outcome, reason].filter(Boolean).join(' '));
    },
  };
}

export async function addContact(contact: Contact, ports: EnginePorts): Promise<void> {
  await ports.contacts.claim({ kind: 'userId', value: contact.id }, contact.id);
  await ports.contacts.create(contact);
}
