/** Holds: one address belongs to one contact, a change is made once, and the later choice of consent wins. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { CONTACT_PARTS } from '../../lib/engine/intake.ts';
import type { Contacts } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { aContact, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export function contactsContract(half: Half<Contacts>): void {
  contract('contacts', half, (promise) => {
    promise('a stranger is nobody', async ({ port }) => {
      expect(await port.get('ann')).toBeUndefined();
      expect(await port.ownerOf({ kind: 'email', value: 'ann@example.com' })).toBeUndefined();
      expect(await port.set('ann', { plan: 'pro' }, 'e1')).toBe('gone');
      expect(await port.setConsent('ann', 'tips', 'email', { state: 'in', at: at(0), source: 'import' })).toBe('gone');
    });

    promise('an address belongs to whoever claimed it first', async ({ port }) => {
      const address = { kind: 'email', value: 'ann@example.com' } as const;
      expect(await port.claim(address, 'ann')).toBe('ann');
      expect(await port.claim(address, 'bob')).toBe('ann');
      expect(await port.ownerOf(address)).toBe('ann');
      expect(await port.ownerOf({ kind: 'userId', value: 'ann@example.com' })).toBeUndefined();
    });

    promise('of fifty who claim an address at once, all are told the same owner', async ({ port }) => {
      const claimants = Array.from({ length: 50 }, (_, i) => `contact-${i}`);
      const owners = await Promise.all(claimants.map((id) => port.claim({ kind: 'phone', value: '+15550100' }, id)));
      expect(new Set(owners).size).toBe(1);
      expect(claimants).toContain(owners[0]);
    });

    promise('a contact who is there is left as they are', async ({ port }) => {
      const ann = aContact({ fields: { plan: 'pro' } });
      expect(await port.create(ann)).toEqual(ann);
      expect(await port.create(aContact({ fields: { plan: 'free' } }))).toEqual(ann);
      expect(await port.get('ann')).toEqual(ann);
    });

    promise('fields are added, replaced and, with null, cleared', async ({ port }) => {
      await port.create(aContact({ fields: { email: 'ann@example.com', plan: 'free', city: 'Oslo' } }));
      expect(await port.set('ann', { plan: 'pro', city: null, visits: 3 }, 'e1')).toBe('done');
      const ann = await port.get('ann');
      expect(ann?.fields).toEqual({ email: 'ann@example.com', plan: 'pro', visits: 3 });
      expect(ann?.rev).toBe(2);
    });

    promise(
      'a field remembers when it changed last, and a write that changes nothing is no change',
      async ({ port }) => {
        await port.create(aContact({ createdAt: at(-60), fields: { plan: 'free', city: 'Oslo' } }));
        await port.set('ann', { plan: 'free', city: 'Rome' }, 'e1');
        expect((await port.get('ann'))?.changedAt).toEqual({ city: at(0) });
        await port.set('ann', { plan: null, city: 'Rome', seats: null }, 'e2');
        expect((await port.get('ann'))?.changedAt).toEqual({ city: at(0), plan: at(0) });
      },
    );

    promise('the same effect twice is one change, whatever happened in between', async ({ port }) => {
      await port.create(aContact());
      expect(await port.set('ann', { stage: 'lead' }, 'e1')).toBe('done');
      expect(await port.set('ann', { stage: 'customer' }, 'e2')).toBe('done');
      expect(await port.set('ann', { stage: 'lead' }, 'e1')).toBe('repeated');
      expect(await port.get('ann')).toMatchObject({ fields: { stage: 'customer' }, rev: 3 });
    });

    promise('what several add to a score at once adds up, and each is added once', async ({ port }) => {
      await port.create(aContact({ fields: { scores: { trust: 3 }, plan: 'trial' } }));
      const added = [5, -2, 0.5, 10].map((amount, i) => port.addToScore('ann', 'lead', amount, `e${i}`));
      expect(await Promise.all(added)).toEqual(added.map(() => 'done'));
      expect(await port.addToScore('ann', 'lead', 10, 'e3')).toBe('repeated');
      expect(await port.addToScore('ann', 'trust', 1, 'e9')).toBe('done');
      expect((await port.get('ann'))?.fields).toEqual({ scores: { lead: 13.5, trust: 4 }, plan: 'trial' });
      expect(await port.addToScore('nobody', 'lead', 1, 'e1')).toBe('gone');
    });

    promise('ten changes at once all arrive', async ({ port }) => {
      await port.create(aContact());
      const changes = Array.from({ length: 10 }, (_, i) => port.set('ann', { [`field${i}`]: i }, `e${i}`));
      expect(await Promise.all(changes)).toEqual(changes.map(() => 'done'));
      const ann = await port.get('ann');
      expect(Object.keys(ann!.fields)).toHaveLength(10);
      expect(ann!.rev).toBe(11);
    });

    promise('an erased contact takes no change', async ({ port }) => {
      await port.create(aContact({ status: 'erased' }));
      expect(await port.set('ann', { plan: 'pro' }, 'e1')).toBe('gone');
      expect(await port.setConsent('ann', 'tips', 'email', { state: 'in', at: at(0), source: 'import' })).toBe('gone');
    });

    promise('the later choice wins, in whatever order choices arrive', async ({ port }) => {
      await port.create(aContact());
      const leave = { state: 'out', at: at(60), source: 'one-click' } as const;
      const join = { state: 'in', at: at(0), source: 'form:sign-up', wording: 'Yes, tips' } as const;
      expect(await port.setConsent('ann', 'tips', 'email', leave)).toBe('done');
      expect(await port.setConsent('ann', 'tips', 'email', join)).toBe('repeated');
      expect(await port.setConsent('ann', 'tips', 'email', leave)).toBe('repeated');
      expect(await port.setConsent('ann', 'tips', 'sms', join)).toBe('done');
      const ann = await port.get('ann');
      expect(ann?.consent).toEqual({ tips: { email: leave, sms: join } });
      expect(ann?.rev).toBe(3);
    });

    promise('of two choices at one instant the one that sends less wins', async ({ port }) => {
      for (const [id, states] of Object.entries({ ann: ['in', 'out'], bob: ['out', 'in'] } as const)) {
        await port.create(aContact({ id }));
        for (const state of states) await port.setConsent(id, 'tips', 'email', { state, at: at(0), source: 'import' });
        expect((await port.get(id))?.consent.tips?.email?.state).toBe('out');
      }
    });

    promise(
      'what a form asked for is agreed to by its confirmation, though the clock has not moved',
      async ({ port }) => {
        await port.create(aContact());
        const pending = { state: 'pending', at: at(0), source: 'form:sign-up', wording: 'Yes, tips' } as const;
        const agreed = { ...pending, state: 'in', source: 'confirmed:sign-up' } as const;
        await port.setConsent('ann', 'tips', 'email', pending);
        await port.setConsent('ann', 'tips', 'email', { ...agreed, source: 'confirmed:other' });
        expect((await port.get('ann'))?.consent.tips?.email).toEqual(pending);
        await port.setConsent('ann', 'tips', 'email', agreed);
        await port.setConsent('ann', 'tips', 'email', { ...pending, at: at(60) });
        expect((await port.get('ann'))?.consent.tips?.email).toEqual(agreed);
      },
    );

    promise('a list is newest first and goes on behind the last one shown', async ({ port }) => {
      const ids = Array.from({ length: 25 }, (_, i) => `c${String(i).padStart(2, '0')}`);
      await Promise.all(ids.map((id, i) => port.create(aContact({ id, createdAt: at(i) }))));
      const first = await port.list({ limit: 10 });
      const second = await port.list({ limit: 10, after: first.at(-1)!.id });
      const third = await port.list({ limit: 10, after: second.at(-1)!.id });
      expect([...first, ...second, ...third].map(({ id }) => id)).toEqual(ids.toReversed());
      expect(await port.list({ limit: 10, after: third.at(-1)!.id })).toEqual([]);
    });

    promise(
      'all of them are found part by part, each once, oldest first and behind the last place',
      async ({ port }) => {
        const ids = Array.from({ length: 25 }, (_, i) => `c${String(i).padStart(2, '0')}`);
        await Promise.all(ids.map((id, i) => port.create(aContact({ id, createdAt: at(i) }))));
        const found: string[] = [];
        for (let part = 0; part < CONTACT_PARTS; part++) {
          const own: string[] = [];
          for (let after: string | undefined; ; ) {
            const page = await port.inPart(part, { after, atMost: 2 });
            expect(page.length).toBeLessThanOrEqual(2);
            own.push(...page.map(({ id }) => id));
            if (page.length < 2) break;
            after = page.at(-1)!.place;
          }
          expect(own).toEqual(own.toSorted());
          found.push(...own);
        }
        expect(found.toSorted()).toEqual(ids);
        const [first] = await port.inPart(0, { atMost: 1 });
        if (first) expect(first.place).toBe(`${(await port.get(first.id))!.createdAt}#${first.id}`);
      },
    );

    promise(
      'one who was merged is the survivor, who knows what the other left and is told nothing twice',
      async ({ port }) => {
        await port.create(aContact({ fields: { plan: 'pro', scores: { lead: 3 } } }));
        await port.create(
          aContact({ id: 'anna', fields: { plan: 'free', city: 'Oslo', scores: { lead: 1, trust: 2 } } }),
        );
        expect(await port.mergeInto('anna', 'ann', at(5))).toBe('merged');
        // Whoever reads between the two writes knows as much.
        const known = {
          id: 'ann',
          fields: { plan: 'pro', city: 'Oslo', scores: { lead: 3, trust: 2 } },
          mergedIds: ['anna'],
        };
        expect(await port.get('anna')).toMatchObject(known);
        expect(await port.takeIn('anna')).toBe('done');
        expect(await port.takeIn('anna')).toBe('repeated');
        expect(await port.mergeInto('anna', 'ann', at(9))).toBe('merged-before');
        const ann = await port.get('ann');
        expect(ann).toMatchObject({ ...known, rev: 2 });
        expect(await port.get('anna')).toEqual(ann);
        expect(await port.kept('anna')).toMatchObject({
          id: 'anna',
          mergedInto: 'ann',
          mergedAt: at(5),
          fields: { plan: 'free' },
        });
        expect(await port.kept('ann')).toEqual(ann);
      },
    );

    promise('what is changed under the id of one who was merged is changed at the survivor', async ({ port }) => {
      for (const id of ['ann', 'anna']) await port.create(aContact({ id }));
      expect(await port.addToScore('anna', 'lead', 5, 'e1')).toBe('done');
      await port.mergeInto('anna', 'ann', at(5));
      // The answer to the first was lost, and nobody has told the survivor yet.
      expect(await port.addToScore('anna', 'lead', 5, 'e1')).toBe('repeated');
      expect(await port.set('anna', { plan: 'pro' }, 'e2')).toBe('done');
      const choice = { state: 'out', at: at(60), source: 'one-click' } as const;
      expect(await port.setConsent('anna', 'tips', 'email', choice)).toBe('done');
      const fields = { scores: { lead: 5 }, plan: 'pro' };
      expect(await port.kept('ann')).toMatchObject({
        fields,
        consent: { tips: { email: choice } },
        mergedIds: ['anna'],
      });
    });

    promise('of two choices the one that always would win is the choice of both', async ({ port }) => {
      const says = (state: 'in' | 'out', seconds: number) => ({ state, at: at(seconds), source: 'import' }) as const;
      await port.create(aContact({ consent: { tips: { email: says('in', 0), sms: says('out', 9) } } }));
      const consent = { tips: { email: says('out', 0), sms: says('in', 1) }, news: { email: says('in', 3) } };
      await port.create(aContact({ id: 'anna', consent }));
      await port.mergeInto('anna', 'ann', at(10));
      await port.takeIn('anna');
      const both = { tips: { email: says('out', 0), sms: says('out', 9) }, news: { email: says('in', 3) } };
      expect((await port.get('ann'))?.consent).toEqual(both);
    });

    promise(
      'of a chain of merges, in whatever order it is told, the last survivor lists everybody once',
      async ({ port }) => {
        for (const id of ['a', 'b', 'c', 'd']) await port.create(aContact({ id, fields: { [id]: 1 } }));
        for (const [id, into] of [
          ['d', 'c'],
          ['b', 'a'],
          ['c', 'b'],
        ] as const)
          await port.mergeInto(id, into, at(1));
        expect(await port.get('d')).toMatchObject({ id: 'a', fields: { a: 1, b: 1, c: 1, d: 1 } });
        for (const id of ['d', 'b', 'c', 'd', 'b']) await port.takeIn(id);
        const a = await port.get('a');
        expect(a?.mergedIds?.toSorted()).toEqual(['b', 'c', 'd']);
        expect(a?.fields).toEqual({ a: 1, b: 1, c: 1, d: 1 });
        for (const id of ['b', 'c', 'd']) expect(await port.get(id)).toEqual(a);
      },
    );

    promise(
      'who was merged is no longer listed, and a stranger can neither merge nor be taken in',
      async ({ port }) => {
        for (const id of ['ann', 'anna']) await port.create(aContact({ id }));
        expect(await port.mergeInto('nobody', 'ann', at(0))).toBe('gone');
        expect(await port.takeIn('nobody')).toBe('gone');
        expect(await port.takeIn('ann')).toBe('gone');
        await port.mergeInto('anna', 'ann', at(0));
        expect((await port.list({ limit: 10 })).map(({ id }) => id)).toEqual(['ann']);
      },
    );

    promise('ten who are merged at once, while their fields change, lose nothing', async ({ port }) => {
      const ids = Array.from({ length: 10 }, (_, i) => `m${i}`);
      for (const id of ['ann', ...ids]) await port.create(aContact({ id }));
      await Promise.all(
        ids.flatMap((id, i) => [
          port.set(id, { [id]: i }, `e${i}`),
          port.mergeInto(id, 'ann', at(1)).then(() => port.takeIn(id)),
        ]),
      );
      const ann = await port.get('ann');
      expect(ann?.mergedIds?.toSorted()).toEqual(ids);
      expect(Object.keys(ann!.fields).sort()).toEqual(ids);
    });

    promise('whatever a team knows of a contact comes back as it was', async ({ port }) => {
      let number = 0;
      const known = fc
        .dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6, noNullPrototype: true })
        // What came in as JSON knows no -0.
        .map((fields) => JSON.parse(JSON.stringify(fields)) as JsonMap);
      await fc.assert(
        fc.asyncProperty(known, async (fields) => {
          const id = `c${++number}`;
          const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
          await port.create(aContact({ id, fields: { gone: 1 } }));
          await port.set(id, { ...structuredClone(fields), gone: null }, 'e1');
          expect((await port.get(id))?.fields).toEqual(kept);
        }),
        { numRuns: half.runs ?? 100 },
      );
    });

    promise.underFault('a change whose answer was lost is made once', async ({ port, breakAt }) => {
      await port.create(aContact());
      breakAt(1, 'after');
      await expect(port.set('ann', { plan: 'pro' }, 'e1')).rejects.toThrow(RetryableError);
      expect(await port.set('ann', { plan: 'pro' }, 'e1')).toBe('repeated');
      expect(await port.get('ann')).toMatchObject({ fields: { plan: 'pro' }, rev: 2 });
    });

    promise.underFault('a claim whose answer was lost is still a claim', async ({ port, breakAt }) => {
      const address = { kind: 'email', value: 'ann@example.com' } as const;
      breakAt(2, 'after');
      await expect(port.claim(address, 'ann')).rejects.toThrow(RetryableError);
      expect(await port.claim(address, 'bob')).toBe('ann');
    });
  });
}
