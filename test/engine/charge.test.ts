/** A card is charged never twice: one key while the provider knows it, a look afterwards, and no other content under it. */
import { describe, expect, test } from 'vitest';
import type { CardAnswer, Cards, Charge } from '../../lib/engine/ports.ts';
import { redriveRun } from '../../lib/engine/redrive.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { type CarriedOut, createMemoryCards } from '../../lib/simulator/ports/cards.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { onEngine } from '../support/engine.ts';
import { compileFiles, settingsFile } from '../support/project.ts';
import { at } from '../support/records.ts';

const workflow = (more = '') => `workflow: example
purpose: A year more is paid for
owner: owner@example.com
when:
  - event: thing.happened
again: always
${more}steps:
  - charge-card: Renewal
    id: charge
    amount: "49.90"
    currency: EUR
    customer: contact.account
  - stop: done
`;

type Said = CardAnswer | 'answer-lost' | undefined;

interface Till {
  world: SmallWorld;
  asked: Charge[];
  moved: CarriedOut[];
  looked: { count: number };
}

/** What the provider says, call by call; then it charges. */
async function start(said: Said[], given: { more?: string; find?: Cards['find'] } = {}): Promise<Till> {
  const compiled = onEngine(
    await compileFiles({ 'waymark.yaml': settingsFile, 'workflows/example.yaml': workflow(given.more) }),
  );
  const [asked, moved, looked] = [[] as Charge[], [] as CarriedOut[], { count: 0 }];
  const world = await aWorld('', {
    compiled,
    contact: { fields: { account: 'cus-1' } },
    options: {
      store({ clock }) {
        const cards = createMemoryCards({ clock, answer: () => said.shift(), onCarriedOut: (one) => moved.push(one) });
        return {
          cards: {
            charge(charge) {
              asked.push(charge);
              return cards.charge(charge);
            },
            find(wanted) {
              looked.count += 1;
              return (given.find ?? cards.find)(wanted);
            },
          },
        };
      },
    },
  });
  await world.happens('thing.happened');
  return { world, asked, moved, looked };
}

const charged = ['charge charged', 'stop-done ended', 'ended stop done'];
const rowOf = async ({ world }: Till) => (await world.rows()).find(({ step, claim }) => step === 'charge' && claim);
const HOUR = 3600;

describe('a charge', () => {
  test('is made once, and what follows knows it', async () => {
    const till = await start([]);
    expect(till.asked).toMatchObject([{ says: 'Renewal', amountMinor: 4990, currency: 'EUR', customer: 'cus-1' }]);
    expect(await till.world.told()).toEqual(charged);
    expect((await till.world.run()).outputs.charge).toEqual({ id: 'charge-1', amount: '49.90', currency: 'EUR' });
  });

  test('that the bank declines is an outcome with a reason', async () => {
    const till = await start([{ answer: 'declined', reason: 'insufficient-funds' }]);
    await till.world.later('2 days');
    expect(till.asked).toHaveLength(1);
    expect(await till.world.told()).toEqual([
      'charge declined insufficient-funds',
      'stop-done ended',
      'ended stop done',
    ]);
  });

  test('that is refused fails, and nobody is asked again', async () => {
    const till = await start([{ answer: 'refused', reason: 'no-such-customer' }]);
    await till.world.later('2 days');
    expect(till.asked).toHaveLength(1);
    expect(await till.world.told()).toEqual(['charge failed no-such-customer', 'ended error error:charge']);
  });

  test('that a provider is too busy for is asked for again, and made once', async () => {
    const busy: CardAnswer = { answer: 'nothing-charged', reason: 'throttled' };
    const till = await start([busy, busy]);
    await till.world.later('1 hour');
    expect(till.moved).toHaveLength(1);
    expect(await till.world.told()).toEqual(charged);
  });

  test('of a contact without a card on file is declined before anybody is asked', async () => {
    const till = await start([]);
    await till.world.ports.contacts.set('ann', { account: null }, 'gone');
    await till.world.happens('thing.happened');
    expect(till.asked).toHaveLength(1);
    expect(await till.world.told()).toContain('charge declined no-customer');
  });

  test('stands still with its workflow where the account with the provider is closed, and is made at the resume', async () => {
    const till = await start([{ answer: 'refused', reason: 'not-permitted', about: 'sender' }]);
    const live = await till.world.ports.registry.definition('example');
    expect(live).toMatchObject({ state: 'paused', reason: 'no card can be charged, not-permitted' });
    await till.world.later('3 days');
    await till.world.operator('live');
    expect(till.moved).toHaveLength(1);
    expect(await till.world.told()).toEqual(charged);
  });
});

describe('a charge whose answer was lost', () => {
  test('is asked for again under the same key, and there is one', async () => {
    const till = await start(['answer-lost', 'answer-lost', 'answer-lost']);
    expect(await rowOf(till)).toMatchObject({ outcome: 'unknown', claim: { state: 'UNKNOWN' } });
    await till.world.later('1 day');
    expect(till.asked).toHaveLength(4);
    expect(new Set(till.asked.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(till.moved).toHaveLength(1);
    expect(await till.world.told()).toEqual(charged);
  });

  test('is asked for later and later: after 2, 4, 8 minutes, and never more than four hours apart', async () => {
    const till = await start(Array(50).fill({ answer: 'unknown', reason: 'status-500' }));
    const heldUntil: (string | undefined)[] = [];
    for (let turn = 0; turn < 12; turn++) {
      const until = (await till.world.run()).held?.until;
      heldUntil.push(until);
      await till.world.advanceTo(until!);
    }
    const seconds = [120, 360, 840, 1800, 3720, 7560, 15_240, 29_640, 44_040, 58_440, 72_840, 23 * HOUR];
    expect(heldUntil).toEqual(seconds.map((one) => at(one)));
    expect(till.looked.count).toBe(1);
  });

  test.each([
    { hours: 22, asked: 2, looked: 0 },
    { hours: 25, asked: 1, looked: 1 },
  ])(
    'comes back after $hours hours: asked $asked times under one key, looked up $looked times, charged once',
    async ({ hours, asked, looked }) => {
      const till = await start(['answer-lost']);
      await till.world.operator('paused');
      await till.world.later(`${hours} hours`);
      await till.world.operator('live');
      await till.world.later('1 day');
      expect(till.asked).toHaveLength(asked);
      expect(till.looked.count).toBe(looked);
      expect(till.moved).toHaveLength(1);
      expect(await till.world.told()).toEqual(charged);
    },
  );

  test('would be a second one a day later, which is why it is looked up: the provider has forgotten the key', async () => {
    const till = await start(['answer-lost']);
    await till.world.later('1 minute');
    const late = till.asked[0]!;
    await till.world.operator('paused');
    await till.world.later('25 hours');
    await till.world.ports.cards.charge(late);
    expect(till.moved).toHaveLength(2);
  });

  test('and that is not to be found after a day was never made: the step fails, and redriven it is made', async () => {
    const till = await start(Array(12).fill({ answer: 'unknown', reason: 'status-500' }));
    await till.world.later('2 days');
    expect(await till.world.told()).toEqual(['charge failed never-charged', 'ended error error:charge']);
    expect(till.moved).toEqual([]);
    await redriveRun(refOf(await till.world.run()), {}, till.world.ports);
    await till.world.settle();
    expect(till.moved).toHaveLength(1);
    expect(await till.world.told()).toContain('charge charged');
  });

  test('is found declined, too', async () => {
    const find: Cards['find'] = async () => ({ found: 'declined', reason: 'card-expired' });
    const till = await start(Array(50).fill({ answer: 'unknown', reason: 'status-500' }), { find });
    await till.world.later('2 days');
    expect(await till.world.told()).toEqual(['charge declined card-expired', 'stop-done ended', 'ended stop done']);
  });

  test('is looked for hour by hour where the provider does not answer, and a person has to look after a week', async () => {
    const find: Cards['find'] = async () => {
      throw new RetryableError('Not now.');
    };
    const till = await start(Array(50).fill({ answer: 'unknown', reason: 'status-500' }), { find });
    await till.world.later('6 days');
    expect((await till.world.run()).held).toMatchObject({ reason: 'not-found-out' });
    await till.world.later('2 days');
    expect(await till.world.told()).toContain('charge failed unknown');
    expect(await rowOf(till)).toMatchObject({ claim: { state: 'UNKNOWN' } });
  });
});

describe('another request under the same key', () => {
  const change = async (till: Till, after: string) => {
    await till.world.ports.contacts.set('ann', { account: 'cus-2' }, 'moved');
    await till.world.later(after);
  };

  test('is never sent: what was asked for first is looked up, and counts', async () => {
    const till = await start(['answer-lost']);
    await change(till, '1 day');
    expect(till.asked.map(({ customer }) => customer)).toEqual(['cus-1']);
    expect(till.looked.count).toBeGreaterThan(0);
    expect(await till.world.told()).toEqual(charged);
  });

  test('is never sent, though nothing has come of the first one: the step fails and says why', async () => {
    const till = await start([{ answer: 'unknown', reason: 'status-500' }]);
    await change(till, '1 day');
    expect(till.asked).toHaveLength(1);
    expect(till.moved).toEqual([]);
    expect(await till.world.told()).toEqual(['charge failed other-request', 'ended error error:charge']);
  });

  test('is refused by the provider as well, which is not said of the first one', async () => {
    const till = await start(['answer-lost', { answer: 'refused', reason: 'other-request' }]);
    await till.world.later('1 day');
    expect(till.moved).toHaveLength(1);
    expect(await till.world.told()).toEqual(charged);
  });
});
