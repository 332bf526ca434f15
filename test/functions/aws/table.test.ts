import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fromImage, type Item } from '../../../functions/aws/item.ts';
import { createTablePorts, type TablePorts } from '../../../functions/aws/ports.ts';
import { createTableInput, tableShape } from '../../../functions/aws/table-shape.ts';
import { withLines } from '../../../lib/engine/lines.ts';
import { TerminalError } from '../../../lib/language/errors.ts';
import type { Database } from '../../support/database.ts';
import { openDatabase } from '../../support/dynalite.ts';
import {
  aClaim,
  aContact,
  aFollowUp,
  aLine,
  anEvent,
  aPublication,
  aRun,
  at,
  aVersion,
  monday,
} from '../../support/records.ts';

const database = await openDatabase();
afterAll(database.close);

let ports: TablePorts;
let line: Awaited<ReturnType<Database['table']>>;
beforeEach(async () => {
  line = await database.table();
  ports = createTablePorts(line.client, {
    tableName: line.tableName,
    addressKey: 'the key of a test, 32 letters or more',
  });
});

async function items(type?: string): Promise<Item[]> {
  const { Items = [] } = await line.client.send(new ScanCommand({ TableName: line.tableName }));
  return Items.map(fromImage).filter((item) => type === undefined || item.type === type);
}

/** Inside of the client's own retries: the first attempt of the next write arrives, its answer does not. */
function loseFirstAnswer(): void {
  let isLost = false;
  type Next = (args: unknown) => Promise<unknown>;
  const lossy = (next: Next, context: { commandName?: string }) => async (args: unknown) => {
    const result = await next(args);
    if (isLost || context.commandName !== 'PutItemCommand') return result;
    isLost = true;
    throw Object.assign(new Error('reset'), { name: 'TimeoutError', code: 'ECONNRESET' });
  };
  line.client.middlewareStack.addRelativeTo(lossy as never, {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'lossy',
  });
}

const day = 86_400;
const secondsOf = (instant: string) => Date.parse(instant) / 1000;

describe('an answer lost inside of the client, which tries again and meets its own work', () => {
  test('a claim is won by the attempt that made it', async () => {
    loseFirstAnswer();
    expect(await ports.timeline.claim(aClaim())).toEqual({ won: true });
  });

  test('a settlement is written, not lost', async () => {
    await ports.timeline.claim(aClaim());
    loseFirstAnswer();
    expect(await ports.timeline.settle(aClaim({ state: 'SENT', providerId: 'p' }), 'a1', ['CLAIMED'])).toBe('written');
  });

  test('a claim that somebody else won meanwhile stays theirs', async () => {
    await ports.timeline.claim(aClaim({ attempt: 'a2' }));
    loseFirstAnswer();
    expect(await ports.timeline.claim(aClaim())).toMatchObject({ won: false });
  });
});

describe('what lies in the table', () => {
  test('history, events and ended runs end after the retention; open runs and contacts do not', async () => {
    await ports.contacts.create(aContact());
    await ports.timeline.write(aLine());
    await ports.events.put(anEvent());
    await ports.runs.create(aRun());
    const expiry = async () => Object.fromEntries((await items()).map(({ type, expiresAt }) => [type, expiresAt]));
    const after400Days = secondsOf(monday) + 400 * day;
    expect(await expiry()).toEqual({
      contact: undefined,
      run: undefined,
      line: after400Days,
      event: after400Days,
      'event-id': after400Days,
    });
    await ports.runs.write(aRun({ seq: 1, status: 'ended', end: { how: 'stop', reason: 'done', at: at(60) } }), 0);
    expect((await expiry()).run).toBe(secondsOf(at(60)) + 400 * day);
  });

  test('what a run has said of late is read from its record, beside what lies in items of its own', async () => {
    const [first, second] = [aLine({ version: 'v1', step: 'call' }), aLine({ key: 'k2', version: 'v1', at: at(1) })];
    await ports.timeline.write(first);
    await ports.runs.create(withLines(aRun(), [second], 1));
    await ports.runs.create(aRun({ contact: 'ben' }));
    expect(await ports.timeline.of('ann')).toEqual([first, { ...second, seq: 1, place: 0 }]);
    expect(await ports.timeline.of('ann', 'another')).toEqual([]);
    expect(await ports.timeline.of('ben')).toEqual([]);
  });

  test("an open run's place in the listing does not change as it advances, and is given up at its end", async () => {
    const listing = async () => (await items('run')).map(({ listed, listedAs }) => ({ listed, listedAs }));
    await ports.runs.create(aRun({ status: 'created' }));
    const first = await listing();
    expect(first[0]).toEqual({ listed: expect.stringMatching(/^open#\d+$/), listedAs: 'trial-activation#ann.r1' });
    await ports.runs.write(aRun({ seq: 1 }), 0);
    await ports.runs.write(aRun({ seq: 2 }), 1);
    expect(await listing()).toEqual(first);
    await ports.runs.write(aRun({ seq: 3, status: 'parked' }), 2);
    expect((await listing())[0]!.listed).toMatch(/^parked#\d+$/);
    await ports.runs.write(aRun({ seq: 4, status: 'ended', end: { how: 'stop', reason: 'done', at: at(60) } }), 3);
    expect(await listing()).toEqual([{}]);
  });

  test('says of itself what it is, and of what is told also which revision', async () => {
    await ports.contacts.create(aContact());
    await ports.contacts.claim({ kind: 'email', value: 'ann@example.com' }, 'ann');
    await ports.segments.add('ann', 'vip', at(0));
    await ports.runs.create(aRun({ seq: 7 }));
    await ports.events.put(anEvent());
    const kinds = (await items()).map(({ type, rev }) => `${type} ${rev ?? '-'}`).toSorted();
    const untold = ['event-id -', 'identity -', 'owned-identity -'];
    expect(kinds).toEqual(['contact 1', 'event 1', ...untold, 'run 7', 'segment 1']);
  });

  test('no key, index or attribute shows an address: only the contact’s own record does', async () => {
    const [email, phone] = ['canary@example.com', '+15550199'];
    await ports.contacts.create(
      aContact({ id: ports.ids.contact({ kind: 'email', value: email }), fields: { email, phone } }),
    );
    await ports.contacts.claim({ kind: 'email', value: email }, 'ann');
    await ports.contacts.claim({ kind: 'phone', value: phone }, 'ann');
    await ports.suppressions.add('email', email, 'bounced', at(0));
    await ports.suppressions.add('sms', phone, 'opted-out', at(0));
    await ports.entries.put({ contact: 'ann', definition: 'trial', key: email, run: 'ann.r1', at: at(0) }, undefined);
    await ports.events.put(anEvent({ id: `signup ${email}` }));
    for (const { body: _, ...item } of await items()) {
      expect(JSON.stringify(item)).not.toContain('canary');
      expect(JSON.stringify(item)).not.toContain('15550199');
    }
  });

  test('an item that is too large is refused for good, without being quoted', async () => {
    const refusal = await ports.contacts
      .create(aContact({ fields: { note: 'secret'.repeat(80_000) } }))
      .catch((thrown) => thrown);
    expect(refusal).toBeInstanceOf(TerminalError);
    expect(refusal.code).toBe('store-refused');
    expect(refusal.message).not.toContain('secret');
  });

  test('a version is read once, then remembered; a newer one is found without a restart', async () => {
    await ports.registry.publish(aPublication([aVersion('trial', 'h1')]));
    const first = await ports.registry.version('trial', 'h1');
    expect(await ports.registry.version('trial', 'h1')).toBe(first);
    await ports.registry.publish(aPublication([aVersion('trial', 'h2')]));
    expect((await ports.registry.triggers('event:trial.started')).map(({ version }) => version)).toEqual(['h2']);
  });

  test('follow-ups of one colleague are found among many', async () => {
    for (let i = 0; i < 20; i++)
      await ports.followUps.create(
        aFollowUp({ effectKey: `e${i}`, assigneeId: i % 2 ? 'a@x.example' : 'b@x.example' }),
      );
    expect(await ports.followUps.list('a@x.example')).toHaveLength(10);
  });
});

test('the table is one, with one sparse listing of keys, a stream of both images, and paid by the request', () => {
  expect(createTableInput('waymark')).toEqual({
    TableName: 'waymark',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'listed', 'listedAs'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'listing',
        KeySchema: [
          { AttributeName: 'listed', KeyType: 'HASH' },
          { AttributeName: 'listedAs', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  expect(tableShape.timeToLive).toBe('expiresAt');
});
