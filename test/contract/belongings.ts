/** Holds: all that is kept of a contact can be shown and is gone when it is erased, whichever port kept it; nobody else's is touched. */
import { expect } from 'vitest';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { aClaim, aContact, aFollowUp, aLine, anEvent, aRun, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

type Kept = Pick<
  EnginePorts,
  'belongings' | 'contacts' | 'events' | 'runs' | 'entries' | 'timeline' | 'segments' | 'followUps'
>;

const identity = (contact: string) => ({ kind: 'email' as const, value: `${contact}@example.com` });

/** Something of every kind, with the contact's name in all of it. */
async function keep(contact: string, ports: Kept): Promise<void> {
  await ports.contacts.claim(identity(contact), contact);
  await ports.contacts.create(aContact({ id: contact, fields: { email: `${contact}@example.com` } }));
  await ports.events.put(anEvent({ contact, id: `m-${contact}`, data: { said: `${contact} was here` } }));
  await ports.runs.create(aRun({ contact, run: 'r1' }));
  await ports.entries.put({ contact, definition: 'trial', run: `${contact}.r1`, at: at(0) }, undefined);
  await ports.timeline.claim({ ...aClaim(), contact });
  await ports.timeline.tell({ contact, key: 'told', rows: [{ ...aLine(), contact, key: `call-${contact}` }] });
  await ports.segments.add(contact, 'vip', at(0));
  await ports.followUps.create(
    aFollowUp({ contactId: contact, effectKey: `call-${contact}`, title: `Call ${contact}` }),
  );
}

export function belongingsContract(half: Half<Kept>): void {
  contract('belongings', half, (promise) => {
    promise('all of it is shown, by kind', async ({ port }) => {
      await keep('ann', port);
      await keep('bob', port);
      const kept = await port.belongings.of('ann');
      expect(Object.keys(kept)).toEqual(
        expect.arrayContaining(['contact', 'event', 'run', 'line', 'segment', 'entry', 'follow-up']),
      );
      expect(kept.contact).toMatchObject([{ id: 'ann', fields: { email: 'ann@example.com' } }]);
      expect(kept.event).toMatchObject([{ data: { said: 'ann was here' } }]);
      expect(kept.line).toHaveLength(2);
      expect(kept['follow-up']).toMatchObject([{ title: 'Call ann' }]);
      expect(JSON.stringify(kept)).not.toContain('bob');
      expect(await port.belongings.of('nobody')).toEqual({});
    });

    promise("erased, nothing of it is left, the identity is free, and nobody else's is touched", async ({ port }) => {
      await keep('ann', port);
      await keep('bob', port);
      const others = await port.belongings.of('bob');
      await port.belongings.erase('ann');
      await port.belongings.erase('ann');
      expect(await port.belongings.of('ann')).toEqual({});
      expect(await port.contacts.get('ann')).toBeUndefined();
      expect(await port.contacts.ownerOf(identity('ann'))).toBeUndefined();
      expect(await port.runs.ofContact('ann')).toEqual([]);
      expect(await port.timeline.of('ann')).toEqual([]);
      expect(await port.followUps.get('call-ann')).toBeUndefined();
      expect((await port.followUps.list()).map(({ contactId }) => contactId)).toEqual(['bob']);
      const open = [];
      for await (const ref of port.runs.withStatus('running')) open.push(ref);
      expect(open).toEqual(['bob.r1']);
      expect(await port.belongings.of('bob')).toEqual(others);
      // Somebody who comes back is somebody new.
      expect((await port.events.put(anEvent({ contact: 'ann', id: 'm-ann' }))).isNew).toBe(true);
      expect(await port.contacts.claim(identity('ann'), 'ann2')).toBe('ann2');
    });

    promise.underFault('an erasure that breaks off anywhere is finished by the next', async ({ port, breakAt }) => {
      for (let nth = 1; ; nth += 3) {
        await keep('ann', port);
        breakAt(nth, 'before');
        const isBroken = await port.belongings.erase('ann').then(
          () => false,
          () => true,
        );
        if (!isBroken) break;
        await port.belongings.erase('ann');
        expect(await port.belongings.of('ann')).toEqual({});
        expect(await port.contacts.ownerOf(identity('ann'))).toBeUndefined();
        expect(await port.followUps.get('call-ann')).toBeUndefined();
      }
    });
  });
}
