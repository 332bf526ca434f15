/** How long a contact waits from what they did to the first mail, all of the way through a real table. */
import { loadProject } from '../bin/load-project.ts';
import { ingest } from '../lib/engine/ingest.ts';
import { createMemorySenders } from '../lib/simulator/ports/senders.ts';
import { createWorld } from '../lib/simulator/world.ts';
import { openDatabase } from '../test/support/dynalite.ts';
import { tableStore } from '../test/support/table-store.ts';
import type { Benchmark } from './benchmark.ts';
import { inFreshProcess } from './fresh-process.ts';
import { projectRoot } from './project-root.ts';
import { figureOf } from './rounds.ts';
import { count, milliseconds, perSecond, type Table } from './table.ts';

interface Sizes {
  contacts: number;
  rounds: number;
}

interface Waited {
  /** Of each contact, shortest first. */
  waitedMs: number[];
  seconds: number;
}

const startAt = '2026-03-02T09:00:00.000Z';
/** Before these, code is cold. */
const WARM_UPS = 20;

export async function firstSends({ contacts }: { contacts: number }): Promise<Waited> {
  const { compiled } = await loadProject(projectRoot);
  if (!compiled) throw new Error('The shipped project has mistakes: run `waymark check`.');
  const database = await openDatabase();
  let sentAt = 0;
  const senders = createMemorySenders({
    onMessage() {
      sentAt = performance.now();
    },
  });
  const { store } = await tableStore(database);
  const world = await createWorld(compiled, { startAt, senders, store });
  const waitedMs: number[] = [];
  let began = 0;
  for (let number = -WARM_UPS; number < contacts; number++) {
    if (number === 0) began = performance.now();
    const id = `contact-${number}`;
    const consent = { 'product-tips': { email: { state: 'in' as const, at: startAt, source: 'bench' } } };
    await world.ports.contacts.claim({ kind: 'userId', value: id }, id);
    const fields = { email: `${id}@example.com`, timeZone: 'Europe/Paris', plan: 'trial' };
    await world.ports.contacts.create({ id, status: 'live', fields, consent, createdAt: startAt, rev: 0 });
    await world.settle();
    const happenedAt = performance.now();
    sentAt = 0;
    const identities = [{ kind: 'userId' as const, value: id }];
    await ingest({ messageId: id, family: 'event', name: 'trial.started', identities, data: {} }, world.ports);
    await world.settle();
    if (sentAt === 0) throw new Error(`${id} was sent nothing.`);
    if (number >= 0) waitedMs.push(sentAt - happenedAt);
  }
  const seconds = (performance.now() - began) / 1000;
  await database.close();
  return { waitedMs: waitedMs.sort((a, b) => a - b), seconds };
}

const share = (sorted: readonly number[], part: number): number => sorted[Math.ceil(sorted.length * part) - 1]!;

function tableOf(contacts: number, waited: readonly Waited[]): Table {
  const at = (part: number) => milliseconds(figureOf(waited.map(({ waitedMs }) => share(waitedMs, part))));
  return {
    rows: [
      [`${count(contacts)} contacts, one by one`, ''],
      ['from the event to the mail, half within', at(0.5)],
      ['99 of 100 within', at(0.99)],
      ['contacts', perSecond(figureOf(waited.map(({ seconds }) => contacts / seconds)))],
    ],
    notes: [
      'The production handlers on dynalite, in one process with it: the table’s own time is most of it.',
      'Each contact is written, heard, judged, let in, claimed, sent to, recorded, and made to wait.',
    ],
  };
}

export const firstSend: Benchmark<Sizes> = {
  says: 'from an event to the first mail',
  full: { contacts: 300, rounds: 3 },
  quick: { contacts: 40, rounds: 1 },
  async run({ contacts, rounds }) {
    const waited: Waited[] = [];
    while (waited.length < rounds)
      waited.push((await inFreshProcess(import.meta.url, firstSends, { contacts })).result);
    return [tableOf(contacts, waited)];
  },
};
