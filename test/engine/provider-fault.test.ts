/** A provider that takes nothing from us any more: nobody's message fails for it, nobody is lost, and the owner is told once. */
import { describe, expect, test } from 'vitest';
import type { ProviderAnswer } from '../../lib/engine/ports.ts';
import type { Cap } from '../../lib/language/caps.ts';
import { addContact, ann, aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';
import { aJourney } from '../support/project.ts';

const barred: ProviderAnswer = { answer: 'refused', reason: 'account-paused', about: 'sender' };
const HEAD = 'when:\n  - event: thing.happened\nagain: always\n';
const steps = '- send-email: hello\n- stop: greeted';

const aBarredWorld = async (given: Given = {}): Promise<SmallWorld & { provider: { takes: boolean } }> => {
  const provider = { takes: false };
  const world = await aWorld(steps, { answers: () => (provider.takes ? undefined : barred), ...given });
  return Object.assign(world, { provider }) as never;
};

async function come(world: SmallWorld, many: number): Promise<void> {
  for (let one = 0; one < many; one++) {
    await addContact(ann({ id: `person${one}` }), world.ports);
    await world.happens('thing.happened', { contact: `person${one}` });
  }
}

const stateOf = async ({ ports }: SmallWorld) => (await ports.registry.definition('example'))?.state;
const told = ({ ports }: SmallWorld) => ports.followUps.list('owner@example.com');
const book = ({ ports }: SmallWorld) => ports.audit.list({ since: '2000', until: '3000', atMost: 50 });
const claimOf = async (world: SmallWorld, of?: string) =>
  (await world.rows(of)).find(({ kind }) => kind === 'message')?.claim;

describe('where a provider takes nothing from us any more', () => {
  test('the definition pauses itself, its owner and the book are told why, once', async () => {
    const world = await aBarredWorld();
    await come(world, 3);
    expect(await stateOf(world)).toBe('paused');
    const reason = 'nothing goes out by email, account-paused';
    expect(await told(world)).toMatchObject([
      { asks: 'look', title: `example has paused itself: ${reason}. Resume it when that is mended.` },
    ]);
    expect(await book(world)).toMatchObject([{ by: 'waymark', did: 'pause', definition: 'example', reason }]);
    // The first was refused; nobody else even tried.
    expect(world.sent).toHaveLength(1);
  });

  test('the message is let go of, and goes out once at the resume', async () => {
    const world = await aBarredWorld();
    await world.happens('thing.happened');
    expect(await claimOf(world)).toMatchObject({ state: 'RELEASED' });
    expect((await world.run()).status).toBe('parked');
    await world.later('3 days');
    world.provider.takes = true;
    await world.operator('live');
    expect(world.sent).toHaveLength(2);
    expect(await world.told()).toEqual(['send-email-hello sent', 'stop-greeted ended', 'ended stop greeted']);
  });

  test('it pauses again at each resume until that is mended, and tells of each', async () => {
    const world = await aBarredWorld();
    await world.happens('thing.happened');
    for (let times = 2; times <= 3; times++) {
      await world.later('1 hour');
      await world.operator('live');
      expect(await stateOf(world)).toBe('paused');
      expect(await told(world)).toHaveLength(times);
    }
  });

  test('whoever is not written to keeps their place for another message', async () => {
    const cap: Cap = { class: 'marketing', atMost: 1, per: { text: '7 days', days: 7 }, whenFull: 'drop' };
    const head = HEAD.replace('thing.happened', 'other.happened');
    const other = aJourney(steps, { head })['journeys/example.yaml']!.replace('journey: example', 'journey: other');
    const world = await aBarredWorld({ settings: { caps: [cap] }, files: { 'journeys/other.yaml': other } });
    await world.happens('thing.happened');
    world.provider.takes = true;
    await world.happens('other.happened');
    const runs = await world.runs();
    expect(runs.find(({ definition }) => definition === 'other')?.end).toMatchObject({ reason: 'greeted' });
    expect(await world.told()).toContain('send-email-hello sent');
  });

  test('what was disabled stays so; those inside come again until they get it', async () => {
    let before: (() => Promise<void>) | undefined;
    const world = await aBarredWorld({
      options: {
        around: async (call, carryOut) => {
          if (call.handler === 'task') await before?.();
          return carryOut();
        },
      },
    });
    before = () => world.ports.registry.setState('example', 'disabled', world.clock.now());
    await world.happens('thing.happened');
    await world.later('150 minutes');
    expect(await stateOf(world)).toBe('disabled');
    expect(world.sent).toHaveLength(3);
    world.provider.takes = true;
    await world.later('1 hour');
    expect(await world.told()).toEqual(['send-email-hello sent', 'stop-greeted ended', 'ended stop greeted']);
  });

  test('one that says `skip` passes over the contact, who goes on or leaves as with every message that may not be sent', async () => {
    const head = `${HEAD}on-provider-fault: skip\n`;
    const goesOn = await aBarredWorld({ head });
    await goesOn.happens('thing.happened');
    expect(await stateOf(goesOn)).toBe('live');
    expect(await goesOn.told()).toEqual([
      'send-email-hello skipped account-paused',
      'stop-greeted ended',
      'ended stop greeted',
    ]);
    expect(await claimOf(goesOn)).toMatchObject({ state: 'FAILED' });
    expect(await told(goesOn)).toEqual([]);
  });
});

test('wherever it dies on the way, the definition stands still in the end, its owner is told once, and the message goes out once', async () => {
  for (let call = 0; ; call++) {
    const provider = { takes: false };
    const breaker = createBreaker(call, 'dies');
    const world = await aWorld(steps, {
      answers: () => (provider.takes ? undefined : barred),
      options: {
        redeliveries: 3,
        around: (called, carryOut, ports) =>
          called.handler === 'task' && called.task.does === 'work' ? breaker.run(ports, carryOut) : carryOut(),
      },
    });
    await world.happens('thing.happened');
    await world.later('1 hour');
    const broken = breaker.broken();
    // Dead between claim and answer, it is unknown for good: another contact finds the provider as it is.
    await come(world, 1);
    expect(await stateOf(world), `died in ${broken}`).toBe('paused');
    expect(await told(world), `died in ${broken}`).toHaveLength(1);
    expect(await book(world), `died in ${broken}`).toHaveLength(1);
    provider.takes = true;
    const refused = world.sent.length;
    await world.operator('live');
    await world.later('1 hour');
    const arrived = world.sent.slice(refused).map(({ effect }) => effect);
    expect(new Set(arrived).size, `died in ${broken}`).toBe(arrived.length);
    expect((await world.run('person0')).end).toMatchObject({ reason: 'greeted' });
    if (broken === undefined) break;
  }
}, 60_000);
