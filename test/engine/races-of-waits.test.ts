/** An event, its wait and its limit meet in every order of their calls, and any may die: one branch, once, at once. */
import { describe, expect, test } from 'vitest';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import { deadlineOf } from '../../lib/engine/stretch.ts';
import { engine } from '../support/engine.ts';
import { boundOf, createRaces, isFull } from '../support/every-order.ts';
import { wrapPorts } from '../support/faulty-ports.ts';
import { eventAtLimit, eventWhileArming, moveAndEvent, moveAndLimit } from '../support/meetings.ts';
import { at } from '../support/records.ts';
import { limit, paidAt, paysNow, type Scene, signalOf, tryOrders } from '../support/scene.ts';

const tryEveryOrder = createRaces();

describe('an event and the wait for it', () => {
  test('the event comes while the wait is being armed', () => tryEveryOrder(eventWhileArming));

  test.each([
    { case: 'a millisecond before the limit', receivedAt: at(3_599.999) },
    { case: 'on its very instant', receivedAt: limit },
    { case: 'a millisecond after it', receivedAt: at(3_600.001) },
  ])('the event was received $case', ({ receivedAt }) => tryEveryOrder(eventAtLimit(receivedAt)));

  test('its signal comes twice, side by side', () =>
    tryEveryOrder({
      ...eventAtLimit(at(600)),
      async before(world) {
        await world.happens('thing.happened');
        await world.clock.advanceTo(at(600));
        await world.ports.events.put(paidAt(at(600)));
      },
      meet: (_world, once) => {
        const signal = (ports: EnginePorts) => signalContact(signalOf(paidAt(at(600))), ports);
        return [once('signal', signal), once('double', signal)];
      },
    }));

  test('one attempt at arming lives on while the machine makes another', () => {
    let isFirst = true;
    return tryEveryOrder({
      ...eventWhileArming,
      async before(world) {
        isFirst = true;
        await world.happens('thing.happened');
      },
      async around(call, carryOut) {
        if (call.handler !== 'task' || call.task.does !== 'arm' || !isFirst) return carryOut();
        isFirst = false;
        void carryOut().catch(() => undefined);
        throw Object.assign(new Error('nobody answered'), { name: 'Lambda.ServiceException' });
      },
      meet: (world, once) => [world.clock.advanceTo(at(3_610)), paysNow(once)],
    });
  });
});

describe('a move to another version', () => {
  test('and the limit', () => tryEveryOrder(moveAndLimit));
  test('and the event', () => tryEveryOrder(moveAndEvent));
});

describe.runIf(engine === 'standard')('without the rule that the loser finishes the winner’s work', () => {
  /** Only whoever wrote the outcome may send it: a repeated signal and a late arm keep silent. */
  const silentLosers = (ports: EnginePorts): EnginePorts => {
    let hasWritten = false;
    return wrapPorts(ports, async (name, carryOut) => {
      if (name === 'executions.succeed' && !hasWritten) return 'gone';
      const answer = await carryOut();
      hasWritten ||= name === 'runs.write' && answer === 'written';
      return answer;
    });
  };

  test('contacts are left waiting, which these tests would notice', () => leavesWaiting(silentLosers));
});

describe.runIf(engine === 'standard')('without the look back that follows the arming', () => {
  const neverBack = (ports: EnginePorts): EnginePorts => {
    let hasArmed = false;
    return wrapPorts(ports, async (name, carryOut, args) => {
      if (name === 'events.find' && hasArmed) return [];
      hasArmed ||= name === 'runs.write' && (args[0] as RunRecord).wait?.token !== undefined;
      return carryOut();
    });
  };

  test('contacts wait in vain, which these tests would notice', () => leavesWaiting(neverBack));
});

describe.runIf(engine === 'express')('without the timer that watches whoever is at work', () => {
  /** Nobody rings when a stretch does not come back: only rests are timed. */
  const unwatched = (ports: EnginePorts): EnginePorts =>
    wrapPorts(ports, async (name, carryOut, args) => {
      const isWatch = name === 'schedules.set' && (args[1] as string) <= deadlineOf(ports.clock.now());
      return isWatch ? undefined : carryOut();
    });

  test('contacts are left standing, which these tests would notice', () => leavesWaiting(unwatched));
});

describe.runIf(engine === 'express')('without the look back that follows the timer', () => {
  const neverBack = (ports: EnginePorts): EnginePorts => {
    let hasTimer = false;
    return wrapPorts(ports, async (name, carryOut) => {
      if (name === 'events.find' && hasTimer) return [];
      hasTimer ||= name === 'schedules.set';
      return carryOut();
    });
  };

  test('contacts wait in vain, which these tests would notice', () => leavesWaiting(neverBack));
});

async function leavesWaiting(handicap: NonNullable<Scene['handicap']>): Promise<void> {
  let left = 0;
  const tried = await tryOrders(
    {
      ...eventWhileArming,
      handicap,
      async after(world) {
        await world.later('30 minutes');
        if ((await world.run()).status !== 'ended') left += 1;
      },
    },
    { ...boundOf(), most: isFull ? 1_000 : 250 },
  );
  console.log(`Without the rule, ${left} of ${tried} orders leave the contact waiting.`);
  expect(left).toBeGreaterThan(0);
}
