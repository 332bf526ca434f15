/** What somebody sends twice is taken once, and never undoes what they have done in between. */
import { describe, expect, test } from 'vitest';
import { setConsent } from '../../lib/engine/consent.ts';
import { type Incoming, ingest } from '../../lib/engine/ingest.ts';
import { aWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';

const form: Incoming = {
  messageId: 'form-1',
  family: 'form',
  name: 'sign-up',
  identities: [{ kind: 'email', value: 'kim@example.com' }],
  traits: { email: 'kim@example.com', firstName: 'Kim' },
  consent: [{ topic: 'news', channel: 'email', state: 'in', source: 'form:sign-up' }],
  data: {},
};

describe('a form sent again because its answer was lost', () => {
  test('makes one contact and one event, wherever the first attempt died', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld('- stop: done');
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => ingest(form, ports)).catch(() => undefined);
      await world.later('1 minute');
      const { contact } = await ingest(form, world.ports);
      expect(await world.ports.contacts.list({ limit: 9 }), breaker.broken()).toHaveLength(2);
      expect(await world.ports.events.find(contact, { family: 'form', since: '', atMost: 9 })).toHaveLength(1);
      expect(await world.ports.contacts.get(contact), breaker.broken()).toMatchObject({
        fields: { firstName: 'Kim' },
        consent: { news: { email: { state: 'in' } } },
      });
      if (breaker.broken() === undefined) break;
    }
  });

  test('does not give again a consent that was withdrawn meanwhile, wherever the first attempt died', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld('- stop: done');
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => ingest(form, ports)).catch(() => undefined);
      const owner = await world.ports.contacts.ownerOf(form.identities[0]!);
      const wasGiven = owner && (await world.ports.contacts.get(owner))?.consent.news?.email?.state === 'in';
      if (wasGiven) {
        await world.later('1 minute');
        const out = {
          topic: 'news',
          channel: 'email',
          state: 'out' as const,
          at: world.clock.now(),
          source: 'one-click',
        };
        await setConsent({ contact: owner, ...out, id: 'out-1' }, world.ports);
        await world.later('1 minute');
        await ingest(form, world.ports);
        expect((await world.ports.contacts.get(owner))?.consent.news?.email, breaker.broken()).toMatchObject({
          state: 'out',
        });
      }
      if (breaker.broken() === undefined) break;
    }
  });

  test('does not bring back a field that was changed meanwhile', async () => {
    const world = await aWorld('- stop: done');
    const { contact } = await ingest(form, world.ports);
    await world.ports.contacts.set(contact, { firstName: 'Kimberly' }, 'by-hand');
    await ingest(form, world.ports);
    expect((await world.ports.contacts.get(contact))?.fields.firstName).toBe('Kimberly');
  });
});

describe('somebody unknown', () => {
  test('without a user id or an address wakes nobody and enters nothing', async () => {
    const world = await aWorld('- stop: done');
    const identities = [{ kind: 'anonymousId' as const, value: 'visitor-1' }];
    await ingest({ messageId: 'a', family: 'event', name: 'thing.happened', identities, data: {} }, world.ports);
    await world.settle();
    expect(world.executions.transitions()).toBe(0);
    expect(await world.rows()).toEqual([]);
  });
});
