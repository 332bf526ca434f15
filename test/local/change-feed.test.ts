import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeChanges, type StreamRecord } from '../../functions/aws/decode-change.ts';
import { createTablePorts } from '../../functions/aws/ports.ts';
import type { Change } from '../../lib/engine/ports.ts';
import { createChangeFeed } from '../../lib/local/change-feed.ts';
import type { Database } from '../support/database.ts';
import { openDatabase } from '../support/dynalite.ts';
import { aContact, anEvent, aRun, at } from '../support/records.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-feed-'));
  database = await openDatabase(folder);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const portsOn = (client: DynamoDBClient, tableName: string) =>
  createTablePorts(client, { tableName, addressKey: 'the key of a test, 32 letters or more' });

/** A process of the stack: what it is told is kept by the test, and it dies when the test says so. */
async function live(
  client: DynamoDBClient,
  tableName: string,
  heard: StreamRecord[],
  deliver?: (records: StreamRecord[]) => Promise<void>,
) {
  const feed = createChangeFeed({
    client,
    tableName,
    deliver: deliver ?? (async (records) => void heard.push(...records)),
  });
  await feed.start();
  return { ports: portsOn(client, tableName), feed };
}

/** What a listener that passes over repeats has seen. */
function changesOf(heard: StreamRecord[]): Change[] {
  const changes = new Map(decodeChanges(heard).map((change) => [change.id, change]));
  return [...changes.values()];
}

test('a write whose process died before the feed could record it is told at the next start', async () => {
  const { client, tableName, breakAt } = await database.table();
  const heard: StreamRecord[] = [];
  const first = await live(client, tableName, heard);
  await first.ports.runs.create(aRun());
  await first.feed.settled();
  // The record is written, what the feed would note of it is not.
  breakAt(2, 'before');
  await expect(first.ports.runs.write(aRun({ seq: 1 }), 0)).rejects.toThrow();
  await database.close();
  database = await openDatabase(folder);

  const second = await live(database.connect(), tableName, heard);
  await second.feed.settled();
  expect(changesOf(heard)).toEqual([
    expect.objectContaining({ kind: 'run', after: aRun() }),
    expect.objectContaining({ kind: 'run', before: aRun(), after: aRun({ seq: 1 }) }),
  ]);
});

test('what was recorded and never taken is told at the next start, in order, each change by itself', async () => {
  const { client, tableName } = await database.table();
  const first = await live(client, tableName, [], () => new Promise(() => {}));
  await first.ports.contacts.create(aContact());
  for (const plan of ['free', 'pro', 'team']) await first.ports.contacts.set('ann', { plan }, plan);
  await database.close();
  database = await openDatabase(folder);

  const heard: StreamRecord[] = [];
  const second = await live(database.connect(), tableName, heard);
  await second.feed.settled();
  const plans = changesOf(heard).map((change) => change.kind === 'contact' && change.after?.fields.plan);
  expect(plans).toEqual([undefined, 'free', 'pro', 'team']);
});

test('a start after a quiet end tells nothing twice', async () => {
  const { client, tableName } = await database.table();
  const heard: StreamRecord[] = [];
  const first = await live(client, tableName, heard);
  await first.ports.events.put(anEvent());
  await first.ports.segments.add('ann', 'vip', at(0));
  await first.feed.settled();
  await first.feed.stop();
  expect(heard).toHaveLength(2);

  const second = await live(database.connect(), tableName, heard);
  await second.feed.settled();
  expect(heard).toHaveLength(2);
  await second.ports.segments.remove('ann', 'vip', at(1));
  await second.feed.settled();
  expect(heard.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(
    heard.map(({ dynamodb }) => dynamodb.SequenceNumber).toSorted(),
  );
  expect(heard).toHaveLength(3);
});

test('a write that the caller believes lost, because its answer was, is told all the same', async () => {
  const { client, tableName } = await database.table();
  const heard: StreamRecord[] = [];
  const { ports, feed } = await live(client, tableName, heard);
  let isLost = false;
  // Inside of the client's retries: the first attempt arrives, its answer does not, the second meets its own work.
  type Next = (args: unknown) => Promise<unknown>;
  const lossy = (next: Next, context: { commandName?: string }) => async (args: unknown) => {
    const result = await next(args);
    if (context.commandName !== 'PutItemCommand' || isLost) return result;
    isLost = true;
    throw Object.assign(new Error('reset'), { name: 'TimeoutError', code: 'ECONNRESET' });
  };
  client.middlewareStack.addRelativeTo(lossy as never, {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'lossy',
  });
  expect(await ports.runs.create(aRun())).toBe('there-already');
  await feed.settled();
  expect(changesOf(heard)).toMatchObject([{ kind: 'run', after: aRun() }]);
});

test('what is written before the feed starts is told when it starts', async () => {
  const { client, tableName } = await database.table();
  const heard: StreamRecord[] = [];
  const feed = createChangeFeed({ client, tableName, deliver: async (records) => void heard.push(...records) });
  const ports = portsOn(client, tableName);
  await ports.segments.add('ann', 'vip', at(0));
  await ports.runs.create(aRun());
  await feed.start();
  await ports.runs.write(aRun({ seq: 1 }), 0);
  await feed.settled();
  expect(
    changesOf(heard)
      .map(({ kind, id }) => `${kind} ${id.slice(-1)}`)
      .toSorted(),
  ).toEqual(['run 0', 'run 1', 'segment 1']);
});

test('a listener that fails is given the record again; one that nobody can take does not keep the others', async () => {
  const { client, tableName } = await database.table();
  const heard: StreamRecord[] = [];
  const stuck: StreamRecord[] = [];
  let failures = 2;
  const feed = createChangeFeed({
    client,
    tableName,
    async deliver(records) {
      if (decodeChanges(records).some((change) => change.kind === 'contact')) throw new Error('Nobody can take it.');
      if (failures-- > 0) throw new Error('Not now.');
      heard.push(...records);
    },
    onStuck: (record) => void stuck.push(record),
  });
  await feed.start();
  const ports = portsOn(client, tableName);
  await Promise.all([ports.runs.create(aRun()), ports.contacts.create(aContact()), ports.events.put(anEvent())]);
  await feed.settled();
  expect(
    changesOf(heard)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['event', 'run']);
  expect(changesOf(stuck).map(({ kind }) => kind)).toEqual(['contact']);

  const later: StreamRecord[] = [];
  const next = await live(database.connect(), tableName, later);
  await next.feed.settled();
  expect(changesOf(later).map(({ kind }) => kind)).toEqual(['contact']);
});

test('whatever is written and wherever the process dies, nothing is left untold and each item’s order holds', async () => {
  const move = fc.record({ who: fc.nat({ max: 2 }), what: fc.constantFrom('run', 'segment', 'contact') });
  const life = fc.record({
    moves: fc.array(move, { maxLength: 5 }),
    dies: fc.record({ nth: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom('before', 'after') }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
      const { tableName } = await database.table();
      const heard: StreamRecord[] = [];
      for (const { moves, dies } of lives) {
        const { client, breakAt } = database.breakable();
        const { ports } = await live(client, tableName, heard);
        breakAt(dies.nth, dies.when as 'before' | 'after');
        for (const [i, { who, what }] of moves.entries()) {
          const contact = `c${who}`;
          const acted =
            what === 'run'
              ? ports.runs
                  .get(`${contact}.r1`)
                  .then((run) =>
                    run
                      ? ports.runs.write({ ...run, seq: run.seq + 1 }, run.seq)
                      : ports.runs.create(aRun({ contact })),
                  )
              : what === 'segment'
                ? ports.segments
                    .has(contact, 'vip')
                    .then((is) => (is ? ports.segments.remove : ports.segments.add)(contact, 'vip', at(i)))
                : ports.contacts
                    .create(aContact({ id: contact }))
                    .then(() => ports.contacts.set(contact, { i }, `${i}`));
          if (
            !(await acted.then(
              () => true,
              () => false,
            ))
          )
            break;
        }
        // Dead: nobody waits for what it was still telling.
        client.destroy();
      }
      const { client } = database.breakable();
      const { feed } = await live(client, tableName, heard);
      await feed.settled();

      const ports = portsOn(client, tableName);
      const changes = changesOf(heard);
      for (const contact of ['c0', 'c1', 'c2']) {
        const runs = changes.flatMap((change) =>
          change.kind === 'run' && change.after?.contact === contact ? [change] : [],
        );
        expect(runs.map(({ after }) => after!.seq)).toEqual(runs.map((_, i) => i));
        expect(runs.at(-1)?.after).toEqual(await ports.runs.get(`${contact}.r1`));
        const contacts = changes.flatMap((change) =>
          change.kind === 'contact' && change.after?.id === contact ? [change] : [],
        );
        expect(contacts.map(({ after }) => after!.rev)).toEqual(contacts.map((_, i) => i + 1));
        expect(contacts.at(-1)?.after).toEqual(await ports.contacts.get(contact));
        const memberships = changes.flatMap((change) =>
          change.kind === 'segment' && change.contact === contact ? [change.member] : [],
        );
        expect(memberships).toEqual(memberships.map((_, i) => i % 2 === 0));
        expect(memberships.at(-1) ?? false).toBe((await ports.segments.has(contact, 'vip')) ?? false);
      }
    }),
    { numRuns: 15 },
  );
});
