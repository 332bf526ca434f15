/** How many contacts a minute of simulation carries through trial activation, and what each of them costs in calls. */
import { loadProject } from '../bin/load-project.ts';
import { ingest } from '../lib/engine/ingest.ts';
import { takeProviderEvent } from '../lib/engine/provider-event.ts';
import { createProvider } from '../lib/simulator/scenario/provider.ts';
import { createWorld, type World } from '../lib/simulator/world.ts';
import type { Benchmark } from './benchmark.ts';
import { countCalls } from './count-calls.ts';
import { inFreshProcess } from './fresh-process.ts';
import { projectRoot } from './project-root.ts';
import { figureOf } from './rounds.ts';
import { count, megabytes, milliseconds, perSecond, type Table } from './table.ts';

interface Sizes {
  contacts: number;
  rounds: number;
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

/** A third clicks within a day, a third looks at the prices the day after, a third does nothing; thirty days. */
export async function throughTrialActivation(asked: { contacts: number; counted: boolean }): Promise<Passed> {
  const { compiled } = await loadProject(projectRoot);
  if (!compiled) throw new Error('The shipped project has mistakes: run `waymark check`.');
  const provider = createProvider(
    () => world.clock.now(),
    () => undefined,
  );
  const world = await createWorld(compiled, { startAt, senders: provider.senders });
  const people = Array.from({ length: asked.contacts }, (_, number) => `contact-${number}`);
  for (const [number, id] of people.entries()) await addContact(world, id, number);
  const calls = asked.counted ? countCalls(world.ports) : undefined;

  const [before, processorBefore] = [performance.now(), process.cpuUsage()];
  for (const id of people) await happens(world, id, 'event', 'trial.started');
  await world.advanceTo('2026-03-03T09:00:00.000Z');
  for (const { contact, channel, effect } of [...provider.handed]) {
    if (Number(contact.split('-')[1]) % 3 !== 0) continue;
    const at = world.clock.now();
    await takeProviderEvent({ id: `click-${contact}`, channel, effect, word: 'clicked', at }, world.ports);
  }
  await world.advanceTo('2026-03-04T10:00:00.000Z');
  for (const id of people.filter((_, number) => number % 3 === 1)) await happens(world, id, 'page', '/pricing/pro');
  await world.advanceTo('2026-04-01T09:00:00.000Z');
  const seconds = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(processorBefore);
  const processorMs = (user + system) / 1000;

  const transitions = world.executions.transitions();
  const messages = provider.handed.length;
  const callsMade = calls && [...calls];
  return { seconds, processorMs, transitions, messages, ...(await lookBack(world, people)), calls: callsMade };
}

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

function timesTable(contacts: number, passed: { result: Passed; peakBytes: number }[]): Table {
  const [{ transitions, messages, timelineRows, runs }] = [passed[0]!.result];
  const each = (total: number) => count(total / contacts);
  const rate = (total: number) => perSecond(figureOf(passed.map(({ result }) => total / result.seconds)));
  return {
    rows: [
      [`${count(contacts)} contacts, 30 days`, 'in all', 'per contact', 'per second'],
      ['contacts', count(contacts), '', rate(contacts)],
      ['runs, workflows included', count(runs), each(runs), rate(runs)],
      ['state transitions', count(transitions), each(transitions), rate(transitions)],
      ['timeline rows', count(timelineRows), each(timelineRows), rate(timelineRows)],
      ['messages', count(messages), each(messages), rate(messages)],
      ['processor time', '', milliseconds(figureOf(passed.map(({ result }) => result.processorMs / contacts)))],
      ['peak memory', megabytes(figureOf(passed.map(({ peakBytes }) => peakBytes)))],
    ],
    notes: ['Each round in a process of its own. A third clicks, a third looks at the prices, a third does nothing.'],
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
  full: { contacts: 10_000, rounds: 5 },
  quick: { contacts: 1_000, rounds: 3 },
  async run({ contacts, rounds }) {
    const passed: { result: Passed; peakBytes: number }[] = [];
    const pass = (asked: { contacts: number; counted: boolean }) =>
      inFreshProcess(import.meta.url, throughTrialActivation, asked);
    while (passed.length < rounds) passed.push(await pass({ contacts, counted: false }));
    const few = Math.min(contacts, 999);
    const counted = await pass({ contacts: few, counted: true });
    return [timesTable(contacts, passed), callsTable(counted.result, few)];
  },
};
