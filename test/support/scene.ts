/** A run, what meets there in a race, and what must hold of the contact afterwards, in whatever order it went. */
import { expect } from 'vitest';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import type { CarryOut, HandlerCall } from '../../lib/simulator/world.ts';
import { aWorld, type Given, type SmallWorld } from './a-world.ts';
import { anEvent, at } from './records.ts';
import { type Bound, type Choice, createTurns, everyOrder, type Step, takeTurns } from './turns.ts';

/** One of those who meet, tried again, as its platform would, when it dies. */
export type Once = (actor: string, handle: (ports: EnginePorts) => Promise<unknown>) => Promise<unknown>;

export interface Scene {
  steps: string;
  given?: Given;
  /** Between the platform and a handler that waits for its turns. */
  around?(call: HandlerCall, carryOut: CarryOut): Promise<unknown>;
  /** Up to the moment before the race, nobody disturbed. */
  before(world: SmallWorld): Promise<unknown>;
  meet(world: SmallWorld, once: Once): Promise<unknown>[];
  after(world: SmallWorld, order: string): Promise<void>;
  /** What happens in the race is heard from those who meet there alone: the bus does not bring it again afterwards. */
  isHeardOnce?: boolean;
  /** Between a handler and its ports, for a rule switched off. */
  handicap?(ports: EnginePorts): EnginePorts;
}

async function playScene(scene: Scene, choices: Choice[]): Promise<Step[]> {
  const turns = createTurns();
  let isRacing = false;
  let hasRaced = false;
  let invocations = 0;
  const handicap = scene.handicap ?? ((ports) => ports);
  const world = await aWorld(scene.steps, {
    ...scene.given,
    options: {
      redeliveries: 3,
      around(call, carryOut, ports) {
        if (hasRaced && scene.isHeardOnce && call.handler === 'signal') return Promise.resolve();
        if (!isRacing) return carryOut(handicap(ports));
        const name = call.handler === 'task' ? call.task.does : call.handler;
        const inTurns = () => turns.act(`${name} ${++invocations}`, ports, (gated) => carryOut(handicap(gated)));
        return scene.around ? scene.around(call, inTurns) : inTurns();
      },
    },
  });
  await scene.before(world);
  isRacing = true;
  hasRaced = true;
  const once: Once = async (actor, handle) => {
    const attempt = () => turns.act(`${actor} ${++invocations}`, world.ports, (gated) => handle(handicap(gated)));
    return attempt().catch(attempt).catch(attempt);
  };
  let left = 0;
  for (const one of scene.meet(world, once)) {
    left += 1;
    void one.then(() => (left -= 1));
  }
  const steps = await takeTurns(turns, () => left === 0, choices);
  isRacing = false;
  await world.settle();
  await scene.after(world, steps.map(({ call, dies }) => `${call}${dies ? ' †' : ''}`).join(', '));
  return steps;
}

/** Gives how many orders there were to try, or were tried. */
export const tryOrders = (scene: Scene, bound: Bound): Promise<number> =>
  everyOrder(bound, (choices) => playScene(scene, choices));

export const paidAt = (receivedAt: string): ContactEvent => anEvent({ id: 'paid', name: 'paid', receivedAt });
export const signalOf = ({ receivedAt }: ContactEvent) => ({
  contact: 'ann',
  families: ['event', 'event:paid'],
  receivedAt,
});

/** Work stands behind both branches: a run whose execution hears nothing does not get there. */
export const awaits = `- wait-for: { event: paid }
  up-to: 1 hour
  then:
    - update: contact
      id: thank
      set: { plan: gold }
    - stop: bought
  else:
    - update: contact
      id: regret
      set: { plan: none }
    - stop: gone`;
export const limit = at(3_600);

/** The run took this branch, once, and has not been left standing. */
export async function took(
  world: SmallWorld,
  order: string,
  way: 'bought' | 'gone',
  besides: readonly string[] = [],
): Promise<void> {
  const branch = {
    bought: ['wait-for happened', 'thank updated', 'stop-bought ended', 'ended stop bought'],
    gone: ['wait-for limit', 'regret updated', 'stop-gone ended', 'ended stop gone'],
  };
  const told = (await world.told()).filter((line) => !besides.includes(line));
  expect(told, order).toEqual(branch[way]);
  expect(world.executions.open(), order).toBe(0);
}

/** The event is stored and signaled while the run is on its way to the wait. */
export const paysNow = (once: Once) =>
  once('signal', async (ports) => {
    const paid = paidAt(ports.clock.now());
    await ports.events.put(paid);
    await signalContact(signalOf(paid), ports);
  });
