/** Sends, pauses and entries meet whatever else happens, in every order of their calls, and any may die. */
import { describe, expect, test } from 'vitest';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import type { Cap } from '../../lib/language/caps.ts';
import { createRaces } from '../support/every-order.ts';
import { entries, entryAndExit, exitAndSend, firstEntry, pauseAndWake, secondEntry } from '../support/meetings.ts';
import { aJourney } from '../support/project.ts';
import { awaits, limit, paidAt, signalOf, took } from '../support/scene.ts';

const tryEveryOrder = createRaces();

describe('a send', () => {
  test('and an exit: nobody who has left is sent anything, nobody is sent anything twice', () =>
    tryEveryOrder(exitAndSend));

  test('and its double, of which only one is heard', () =>
    tryEveryOrder({
      steps: '- wait: 1 hour\n- send-email: hello',
      before: (world) => world.happens('thing.happened'),
      meet: (world) => [world.clock.advanceTo(limit)],
      async around(call, carryOut) {
        if (call.handler !== 'task' || call.task.does !== 'work') return carryOut();
        const double = carryOut().catch(() => undefined);
        return carryOut().finally(() => double);
      },
      async after(world, order) {
        await world.later('1 day');
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
        const told = await world.told();
        expect(told, order).toHaveLength(2);
        expect(told[0], order).toMatch(/^send-email-hello (sent|unknown claim-expired)$/);
        expect(told[1], order).toBe('ended finished finished');
      },
    }));

  test('and a withdrawal of consent: acknowledged before the check, it stops the message', () =>
    tryEveryOrder({
      steps: '- wait: 1 hour\n- send-email: hello',
      before: (world) => world.happens('thing.happened'),
      meet: (world, once) => [
        world.clock.advanceTo(limit),
        once('leave', (ports) =>
          ports.contacts.setConsent('ann', 'news', 'email', { state: 'out', at: limit, source: 'one-click' }),
        ),
      ],
      async after(world, order) {
        const calls = order.split(', ').map((call) => call.replace(/ \d+/, ''));
        const acknowledged = calls.indexOf('leave contacts.setConsent');
        const checked = calls.indexOf('work contacts.get', calls.indexOf('work timeline.claim'));
        await world.later('1 day');
        if (acknowledged < checked) expect(world.sent, order).toEqual([]);
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
        expect((await world.run()).status, order).toBe('ended');
      },
    }));
});

describe('the last place of a cap', () => {
  const other = aJourney('- wait: 1 hour\n- send-email: other', {
    name: 'other',
    head: 'when:\n  - event: thing.happened\n',
  });
  const caps: Cap[] = [{ class: 'marketing', atMost: 1, per: { text: '7 days', days: 7 }, whenFull: 'drop' }];

  test("is one journey's of two that want it at once, and the other one is told so", () =>
    tryEveryOrder({
      steps: '- wait: 1 hour\n- send-email: hello',
      given: { files: other, settings: { caps } },
      before: (world) => world.happens('thing.happened'),
      meet: (world) => [world.clock.advanceTo(limit)],
      async after(world, order) {
        await world.later('1 day');
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
        const told = await world.told();
        const words = told.filter((line) => line.startsWith('send-email')).map((line) => line.replace(/^\S+ /, ''));
        // Of one that died on its way nobody knows whether it went out.
        expect(words, order).toHaveLength(2);
        expect(words.filter((word) => word === 'sent').length, order).toBeLessThanOrEqual(1);
        expect(
          words.some((word) => word !== 'skipped capped'),
          order,
        ).toBe(true);
        expect(
          (await world.runs()).every(({ status }) => status === 'ended'),
          order,
        ).toBe(true);
      },
    }));
});

describe('a pause', () => {
  const steps = '- wait: 1 hour\n- send-email: hello';

  test('and a resume, while the run wakes: it goes on once, whichever it saw', () => tryEveryOrder(pauseAndWake));

  test('ends in two resumes at once: parked runs go on once', () =>
    tryEveryOrder({
      steps,
      async before(world) {
        await world.happens('thing.happened');
        await world.operator('paused');
        await world.later('2 hours');
      },
      meet: (_world, once) =>
        ['resume', 'double'].map((actor) => once(actor, (ports) => setDefinitionState('example', 'live', ports))),
      async after(world, order) {
        await world.later('1 hour');
        expect((await world.run()).end, order).toMatchObject({ how: 'finished' });
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
      },
    }));

  test('ends while the awaited event comes: heard, and heard once', () =>
    tryEveryOrder({
      steps: awaits.replace('1 hour', '3 hours'),
      async before(world) {
        await world.operator('paused');
        await world.happens('thing.happened');
        await world.later('1 hour');
        await world.ports.events.put(paidAt(limit));
      },
      meet: (_world, once) => [
        once('resume', (ports) => setDefinitionState('example', 'live', ports)),
        once('signal', (ports) => signalContact(signalOf(paidAt(limit)), ports)),
      ],
      async after(world, order) {
        await world.later('30 minutes');
        await took(world, order, 'bought');
      },
    }));
});

describe('an entry', () => {
  test('by one event that is delivered twice is one run', () =>
    tryEveryOrder(entries([firstEntry, firstEntry], 'always')));

  test.each(['never', 'always'])('by two events at once is one run: again %s', (again) =>
    tryEveryOrder(entries([firstEntry, secondEntry], again)),
  );

  test('meets the exit it should look back at, or hears it: nobody stays inside', () => tryEveryOrder(entryAndExit));
});
