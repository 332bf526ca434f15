/** Holds: an event counts once by its id, keeps its first receive time, and is found by family, name and time in order. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Events } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { anEvent, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const ever = '1970-01-01T00:00:00.000Z';

export function eventsContract(half: Half<Events>): void {
  contract('events', half, (promise) => {
    promise('the same id is the same event, at the time it was first received', async ({ port }) => {
      const first = anEvent({ data: { plan: 'pro', seats: 5 } });
      expect(await port.put(first)).toEqual({ stored: first, isNew: true });
      const again = await port.put({ ...first, receivedAt: at(60) });
      expect(again).toEqual({ stored: first, isNew: false });
      expect(await port.find('ann', { family: 'event', since: ever, atMost: 10 })).toEqual([first]);
    });

    promise('of thirty copies that arrive at once, one is new', async ({ port }) => {
      const copies = Array.from({ length: 30 }, (_, i) => port.put(anEvent({ receivedAt: at(i), at: at(0) })));
      const answers = await Promise.all(copies);
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(answers.map(({ stored }) => stored.receivedAt)).size).toBe(1);
      expect(await port.find('ann', { family: 'event', since: ever, atMost: 99 })).toHaveLength(1);
    });

    promise(
      "another contact's events, families and names stay apart, also where one name begins another",
      async ({ port }) => {
        const names = ['order', 'order.paid', 'order#2026', 'Order', 'order ', 'ordér'];
        for (const [i, name] of names.entries()) await port.put(anEvent({ id: `m${i}`, name, receivedAt: at(i) }));
        await port.put(anEvent({ id: 'other-contact', name: 'order', contact: 'bob' }));
        await port.put(anEvent({ id: 'other-family', name: 'order', family: 'form' }));
        for (const [i, name] of names.entries()) {
          const found = await port.find('ann', { family: 'event', name, since: ever, atMost: 99 });
          expect(found.map(({ id }) => id)).toEqual([`m${i}`]);
        }
      },
    );

    promise('names that begin alike are found together, and no others', async ({ port }) => {
      const names = ['ticket.created', 'ticket.solved', 'ticket', 'tickets.seen', 'deal.won'];
      for (const [i, name] of names.entries()) await port.put(anEvent({ id: `m${i}`, name, receivedAt: at(i) }));
      const asked = { family: 'event', namesFrom: 'ticket.', since: ever, atMost: 9 };
      expect((await port.find('ann', asked)).map(({ name }) => name)).toEqual(['ticket.created', 'ticket.solved']);
      const newest = await port.find('ann', { ...asked, atMost: 1, newestFirst: true });
      expect(newest.map(({ name }) => name)).toEqual(['ticket.solved']);
    });

    promise('finds what a plain list would, oldest or newest first, both ends included', async ({ port }) => {
      const moment = fc.integer({ min: 0, max: 6 });
      const happened = fc.record({
        family: fc.constantFrom('event', 'page', 'message'),
        name: fc.constantFrom('/a', 'b'),
        second: moment,
      });
      const asked = fc.record({
        family: fc.constantFrom('event', 'page', 'message'),
        name: fc.constantFrom('/a', 'b', undefined),
        since: moment,
        until: fc.option(moment, { nil: undefined }),
        atMost: fc.integer({ min: 1, max: 4 }),
        even: fc.boolean(),
        newestFirst: fc.boolean(),
      });
      let number = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(happened, { selector: (one) => JSON.stringify(one), maxLength: 8 }),
          asked,
          async (all, ask) => {
            const contact = `c${++number}`;
            const events = all.map(({ family, name, second }, i) =>
              anEvent({
                id: `${contact}-${i}`,
                contact,
                family,
                name,
                receivedAt: at(second),
                data: { even: second % 2 === 0 },
              }),
            );
            for (const event of events) await port.put(event);
            const until = ask.until === undefined ? undefined : at(ask.until);
            const found = await port.find(contact, {
              ...ask,
              since: at(ask.since),
              until,
              ...(ask.even && { keeps: ({ data }) => data.even === true }),
            });
            const expected = events
              .filter(({ family, name }) => family === ask.family && (ask.name ?? name) === name)
              .filter(({ receivedAt }) => receivedAt >= at(ask.since) && (until === undefined || receivedAt <= until))
              .filter(({ data }) => !ask.even || data.even === true)
              .map(({ receivedAt }) => receivedAt)
              .sort();
            if (ask.newestFirst) expected.reverse();
            expect(found.map(({ receivedAt }) => receivedAt)).toEqual(expected.slice(0, ask.atMost));
            expect(found.every((one) => events.some(({ id }) => id === one.id))).toBe(true);
          },
        ),
        { numRuns: half.runs ?? 100 },
      );
    });

    promise('hundreds of page views later, the newest is still found', async ({ port }) => {
      const views = Array.from({ length: 230 }, (_, i) =>
        anEvent({ id: `v${i}`, family: 'page', name: `/p/${i}`, receivedAt: at(i) }),
      );
      for (let i = 0; i < views.length; i += 50)
        await Promise.all(views.slice(i, i + 50).map((view) => port.put(view)));
      const keeps = ({ name }: { name: string }) => name === '/p/229';
      expect(await port.find('ann', { family: 'page', since: ever, atMost: 1, keeps })).toEqual([views.at(-1)]);
      expect(await port.find('ann', { family: 'page', since: at(220), atMost: 99 })).toHaveLength(10);
    });

    promise.underFault(
      'an event that a crash kept from arriving is completed by its repeat, as first received',
      async ({ port, breakAt }) => {
        const first = anEvent({ data: { plan: 'pro' } });
        breakAt(2, 'before');
        await expect(port.put(first)).rejects.toThrow(RetryableError);
        expect(await port.find('ann', { family: 'event', since: ever, atMost: 1 })).toEqual([]);
        expect(await port.put({ ...first, receivedAt: at(60) })).toEqual({ stored: first, isNew: true });
        expect(await port.find('ann', { family: 'event', since: ever, atMost: 9 })).toEqual([first]);
      },
    );

    promise.underFault('an event whose answer was lost is there once', async ({ port, breakAt }) => {
      for (const nth of [1, 2]) {
        const event = anEvent({ id: `m${nth}`, name: `lost.${nth}` });
        breakAt(nth, 'after');
        await expect(port.put(event)).rejects.toThrow(RetryableError);
        expect((await port.put({ ...event, receivedAt: at(60) })).stored).toEqual(event);
        expect(await port.find('ann', { family: 'event', name: event.name, since: ever, atMost: 9 })).toEqual([event]);
      }
    });
  });
}
