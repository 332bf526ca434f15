/** How many contacts a minute of simulation carries through trial activation, and what each of them costs in calls. */
import { availableParallelism } from 'node:os';
import { loadProject } from '../bin/load-project.ts';
import { ingest } from '../lib/engine/ingest.ts';
import { takeProviderEvent } from '../lib/engine/provider-event.ts';
import { createProvider } from '../lib/simulator/scenario/provider.ts';
import { type Compiled, createWorld, type World } from '../lib/simulator/world.ts';
import type { Benchmark } from './benchmark.ts';
import { countCalls } from './count-calls.ts';
import { type Fresh, inFreshProcess } from './fresh-process.ts';
import { projectRoot } from './project-root.ts';
import { figureOf } from './rounds.ts';
import { count, megabytes, milliseconds, perSecond, type Table } from './table.ts';

interface Sizes {
  contacts: number;
  rounds: number;
}

interface Asked {
  /** The number of the first one. */
  first: number;
  contacts: number;
  counted: boolean;
}

interface Passed {
  seconds: number;
  /** Of the processor, over all threads: what a busy machine changes least. */
  processorMs: number;
  transitions: number;
  messages: number;
  timelineRows: number;
  runs: number;
  /** Left out where only time is measured. */
  calls?: [string, number][];
}

const startAt = '2026-03-02T09:00:00.000Z';
const zones = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Europe/London'];
const roles = ['developer', 'marketer', 'other'];
const consent = { 'product-tips': { email: { state: 'in' as const, at: startAt, source: 'bench' } } };

/** No contact needs another one: so many at a time, and memory stays what these take. */
const CROWD = 500;

/** A third clicks within a day, a third looks at the prices the day after, a third does nothing; thirty days. */
export async function throughTrialActivation({ first, contacts, counted }: Asked): Promise<Passed> {
  const { compiled } = await loadProject(projectRoot);
  if (!compiled) throw new Error('The shipped project has mistakes: run `waymark check`.');
  const [before, processorBefore] = [performance.now(), process.cpuUsage()];
  const crowds: Lived[] = [];
  for (let begin = first; begin < first + contacts; begin += CROWD)
    crowds.push(await liveThrough(compiled, begin, Math.min(CROWD, first + contacts - begin), counted));
  const seconds = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(processorBefore);
  const sum = (of: (crowd: Lived) => number) => crowds.reduce((total, crowd) => total + of(crowd), 0);
  return {
    seconds,
    processorMs: (user + system) / 1000,
    transitions: sum((crowd) => crowd.transitions),
    messages: sum((crowd) => crowd.messages),
    timelineRows: sum((crowd) => crowd.timelineRows),
    runs: sum((crowd) => crowd.runs),
    calls: crowds[0]!.calls,
  };
}

type Lived = Omit<Passed, 'seconds' | 'processorMs'>;

async function liveThrough(compiled: Compiled, first: number, contacts: number, counted: boolean): Promise<Lived> {
  const provider = createProvider(
    () => world.clock.now(),
    () => undefined,
  );
  const world = await createWorld(compiled, { startAt, senders: provider.senders });
  const people = Array.from({ length: contacts }, (_, place) => `contact-${first + place}`);
  for (const [place, id] of people.entries()) await addContact(world, id, first + place);
  const calls = counted ? countCalls(world.ports) : undefined;

  for (const id of people) await happens(world, id, 'event', 'trial.started');
  await world.advanceTo('2026-03-03T09:00:00.000Z');
  for (const { contact, channel, effect } of [...provider.handed]) {
    if (numberOf(contact) % 3 !== 0) continue;
    const at = world.clock.now();
    await takeProviderEvent({ id: `click-${contact}`, channel, effect, word: 'clicked', at }, world.ports);
  }
  await world.advanceTo('2026-03-04T10:00:00.000Z');
  for (const id of people.filter((one) => numberOf(one) % 3 === 1)) await happens(world, id, 'page', '/pricing/pro');
  await world.advanceTo('2026-04-01T09:00:00.000Z');

  const transitions = world.executions.transitions();
  const callsMade = calls && [...calls];
  return { transitions, messages: provider.handed.length, ...(await lookBack(world, people)), calls: callsMade };
}

const numberOf = (contact: string): number => Number(contact.split('-')[1]);

async function addContact({ ports }: World, id: string, number: number): Promise<void> {
  const timeZone = zones[number % zones.length]!;
  const role = roles[Math.floor(number / 3) % roles.length]!;
  const fields = { email: `${id}@example.com`, timeZone, role, plan: 'trial' };
  await ports.contacts.claim({ kind: 'userId', value: id }, id);
  await ports.contacts.create({ id, status: 'live', fields, consent, createdAt: startAt, rev: 0 });
}

const happens = ({ ports }: World, id: string, family: string, name: string) =>
  ingest({ messageId: `${name}-${id}`, family, name, identities: [{ kind: 'userId', value: id }], data: {} }, ports);

async function lookBack(world: World, people: string[]): Promise<Pick<Passed, 'timelineRows' | 'runs'>> {
  const { runs, timeline } = world.ports;
  const records = (await Promise.all(people.map((id) => runs.ofContact(id)))).flat();
  const open = records.filter(({ status }) => status !== 'ended').length;
  if (open > 0 || world.executions.open() > 0 || records.length < people.length)
    throw new Error(`${open} of ${records.length} runs are still open after thirty days.`);
  const rows = await Promise.all(people.map(async (id) => (await timeline.of(id)).length));
  return { runs: records.length, timelineRows: rows.reduce((sum, one) => sum + one, 0) };
}

/** Of one round: as many processes as there are processors, each with its share. */
interface Round {
  shares: Fresh<Passed>[];
  seconds: number;
}

async function roundOf(contacts: number): Promise<Round> {
  const workers = Math.min(availableParallelism(), Math.ceil(contacts / CROWD));
  const share = Math.ceil(contacts / workers);
  const shares = await Promise.all(
    Array.from({ length: workers }, (_, place) =>
      pass({ first: place * share, contacts: Math.min(share, contacts - place * share), counted: false }),
    ),
  );
  return { shares, seconds: Math.max(...shares.map(({ result }) => result.seconds)) };
}

const pass = (asked: Asked) => inFreshProcess(import.meta.url, throughTrialActivation, asked);

function timesTable(contacts: number, rounds: Round[]): Table {
  const sum = ({ shares }: Round, of: (one: Fresh<Passed>) => number) =>
    shares.reduce((total, one) => total + of(one), 0);
  const total = (of: (one: Passed) => number) => sum(rounds[0]!, ({ result }) => of(result));
  const rate = (all: number) => perSecond(figureOf(rounds.map(({ seconds }) => all / seconds)));
  const line = (name: string, all: number) => [name, count(all), count(all / contacts), rate(all)];
  const processor = rounds.map((round) => sum(round, ({ result }) => result.processorMs) / contacts);
  const memory = rounds.map((round) => sum(round, ({ peakBytes }) => peakBytes));
  return {
    rows: [
      [`${count(contacts)} contacts, 30 days`, 'in all', 'per contact', 'per second'],
      ['contacts', count(contacts), '', rate(contacts)],
      line(
        'runs, workflows included',
        total(({ runs }) => runs),
      ),
      line(
        'state transitions',
        total(({ transitions }) => transitions),
      ),
      line(
        'timeline rows',
        total(({ timelineRows }) => timelineRows),
      ),
      line(
        'messages',
        total(({ messages }) => messages),
      ),
      ['processor time', '', milliseconds(figureOf(processor))],
      ['peak memory of all processes', megabytes(figureOf(memory))],
    ],
    notes: [
      `${rounds[0]!.shares.length} processes side by side, ${CROWD} contacts at a time in each. A third clicks, a third looks at the prices, a third does nothing.`,
    ],
  };
}

function callsTable({ calls = [] }: Passed, contacts: number): Table {
  const all = calls.reduce((sum, [, times]) => sum + times, 0);
  const lines = calls.toSorted(([, a], [, b]) => b - a).map(([name, times]) => [name, count(times / contacts)]);
  return {
    rows: [['calls of ports', 'per contact'], ...lines, ['all', count(all / contacts)]],
    notes: [
      `Counted once with ${count(contacts)} contacts. Not counted: clock, ids, signatures, and what is read of the registry.`,
    ],
  };
}

export const simulate: Benchmark<Sizes> = {
  says: 'trial activation, simulated in full',
  full: { contacts: 100_000, rounds: 1 },
  quick: { contacts: 2_000, rounds: 3 },
  async run({ contacts, rounds }) {
    const passed: Round[] = [];
    while (passed.length < rounds) passed.push(await roundOf(contacts));
    const few = Math.min(contacts, 498);
    const counted = await pass({ first: 0, contacts: few, counted: true });
    return [timesTable(contacts, passed), callsTable(counted.result, few)];
  },
};
