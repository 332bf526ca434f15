/** A journey that fails or annoys too many takes itself out of service: nothing more fails, nobody is lost, its owner hears once. */
import { describe, expect, test } from 'vitest';
import { ITSELF } from '../../lib/engine/pause-itself.ts';
import type { SentMessage } from '../../lib/simulator/ports/senders.ts';
import { addContact, ann, aWorld, type SmallWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';

const steps = '- send-email: hello\n- stop: greeted';

/** People by the names of what becomes of their mail: `f` fails, `x` arrives. */
async function people(pattern: string, given: { continues?: boolean } = {}): Promise<SmallWorld> {
  const fails = new Set<string>();
  const world = await aWorld(given.continues ? steps.replace('hello', 'hello\n  on-error: continue') : steps, {
    answers: ({ effect }: SentMessage) =>
      [...fails].some((id) => effect.includes(id)) ? { answer: 'refused', reason: 'rejected' } : undefined,
  });
  await come(world, pattern, fails);
  return Object.assign(world, { fails });
}

let many = 0;
async function come(world: SmallWorld, pattern: string, fails: Set<string> = new Set()): Promise<void> {
  for (const fate of pattern) {
    const id = `person${++many}x`;
    if (fate === 'f') fails.add(id);
    await addContact(ann({ id }), world.ports);
    await world.happens('thing.happened', { contact: id });
  }
}

const stateOf = async ({ ports }: SmallWorld) => (await ports.registry.definition('example'))?.state;
const book = async ({ ports, clock }: SmallWorld) =>
  (await ports.audit.list({ since: '2000', until: clock.now(), atMost: 50 })).filter(({ by }) => by === ITSELF);
const told = async ({ ports }: SmallWorld) => ports.followUps.list('owner@example.com');

describe('a journey pauses itself', () => {
  test.each([
    ['one of ten has failed', 'xxxxxxxxxf', 'paused'],
    ['one of eleven has failed', 'xxxxxxxxxxf', 'live'],
    ['nine of nine have failed: of so few one in ten is nobody', 'fffffffff', 'live'],
    ['ten of ten have failed', 'ffffffffff', 'paused'],
    ['two of twenty have failed', 'xxxxxfxxxxxxxxxxxxxf', 'paused'],
  ])('or not, where %s', async (_, pattern, state) => {
    expect(await stateOf(await people(pattern))).toBe(state);
  });

  test('where those who failed go on all the same', async () => {
    expect(await stateOf(await people('xxxxxxxxxf', { continues: true }))).toBe('paused');
  });

  test('and tells its owner and the book, each once, with how many of whom', async () => {
    const world = await people('xxxxxxxxxf');
    const reason = '1 of 10 failed at send-email-hello';
    expect(await told(world)).toMatchObject([
      { asks: 'look', title: `example has paused itself: ${reason}. Resume it when that is mended.`, state: 'open' },
    ]);
    expect(await book(world)).toMatchObject([{ did: 'pause', definition: 'example', reason }]);
    expect(await world.ports.registry.definition('example')).toMatchObject({ by: ITSELF, reason });
  });

  test('so that nothing more fails, and whoever came meanwhile goes on at the resume', async () => {
    const world = await people('xxxxxxxxxf');
    await come(world, 'xx');
    expect(world.sent).toHaveLength(10);
    await world.later('1 day');
    expect(world.sent).toHaveLength(10);
    await world.operator('live');
    expect(world.sent).toHaveLength(12);
    expect(await told(world)).toHaveLength(1);
  });

  test('and counts anew once it is brought back', async () => {
    const fails = new Set<string>();
    const world = await aWorld(steps, {
      answers: ({ effect }) =>
        [...fails].some((id) => effect.includes(id)) ? { answer: 'refused', reason: 'rejected' } : undefined,
    });
    await come(world, 'ffffffffff', fails);
    await world.later('1 hour');
    await world.operator('live');
    await come(world, 'fffffffff', fails);
    expect(await stateOf(world)).toBe('live');
    await come(world, 'f', fails);
    expect(await stateOf(world)).toBe('paused');
    expect(await told(world)).toHaveLength(2);
  });

  test('as soon as a good one goes bad: its thousands of before do not outweigh a bad day', async () => {
    const fails = new Set<string>();
    const world = await aWorld(steps, {
      answers: ({ effect }) =>
        [...fails].some((id) => effect.includes(id)) ? { answer: 'refused', reason: 'rejected' } : undefined,
    });
    await world.ports.counters.apply([
      { id: 'before', definition: 'example', deltas: { 'passed:send-email-hello': 100_000 } },
    ]);
    await come(world, 'fffffffffff', fails);
    expect(await stateOf(world)).toBe('paused');
  });

  test('not where an operator has said otherwise already', async () => {
    const world = await people('xxxxxxxxx');
    await world.operator('disabled');
    const fails = (world as SmallWorld & { fails: Set<string> }).fails;
    await come(world, 'fff', fails);
    expect(await stateOf(world)).toBe('disabled');
    expect(await book(world)).toEqual([]);
  });
});

describe('complaints pause a journey', () => {
  const complain = async (world: SmallWorld, times: number) => {
    for (const { channel, effect } of world.sent.slice(0, times))
      await world.provider('complained', { channel, effect });
  };

  test('at the third, where fewer than a thousand got it', async () => {
    const world = await people('x'.repeat(12));
    await complain(world, 2);
    expect(await stateOf(world)).toBe('live');
    await complain(world, 3);
    expect(await stateOf(world)).toBe('paused');
    expect(await book(world)).toMatchObject([{ reason: '3 of 12 complained at send-email-hello' }]);
    expect(await told(world)).toHaveLength(1);
  });

  test.each([
    [999, 1, 'live'],
    [3_100, 3, 'live'],
    [998, 3, 'paused'],
  ])('or not, where %i got it before and %i complained', async (before, times, state) => {
    const world = await people('xxx');
    await world.ports.counters.apply([
      { id: 'before', definition: 'example', deltas: { 'passed:send-email-hello': before } },
    ]);
    await complain(world, times);
    expect(await stateOf(world)).toBe(state);
  });

  test('said twice of one message count once', async () => {
    const world = await people('x'.repeat(12));
    const [one] = world.sent;
    for (let again = 0; again < 4; again++)
      await world.provider('complained', { channel: one!.channel, effect: one!.effect, id: 'the-same' });
    expect(await stateOf(world)).toBe('live');
  });
});

test('wherever it dies on the way, it stands still in the end, and its owner is told once', async () => {
  for (let call = 0; ; call++) {
    let isLast = false;
    const breaker = createBreaker(call, 'dies');
    const world = await aWorld(steps, {
      answers: () => (isLast ? { answer: 'refused', reason: 'rejected' } : undefined),
      options: {
        redeliveries: 3,
        around: (called, carryOut, ports) =>
          isLast && called.handler === 'publish' ? breaker.run(ports, carryOut) : carryOut(),
      },
    });
    await come(world, 'xxxxxxxxx');
    isLast = true;
    await come(world, 'x');
    const broken = breaker.broken();
    expect(await stateOf(world), `died in ${broken}`).toBe('paused');
    expect(await told(world), `died in ${broken}`).toHaveLength(1);
    expect(await book(world), `died in ${broken}`).toHaveLength(1);
    if (broken === undefined) break;
  }
}, 60_000);
