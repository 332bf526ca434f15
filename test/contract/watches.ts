/** Holds: of two who judge a contact at once, one writes, and the other reads what was written. */
import { expect } from 'vitest';
import type { Watch, Watches } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const aWatch = (said: Partial<Watch> = {}): Watch => ({
  contact: 'ann',
  seq: 1,
  things: { 'membership:vip': { since: at(0), state: { member: true, flips: 1 }, dueAt: at(5) } },
  ringsAt: at(5),
  ...said,
});

export function watchesContract(half: Half<Watches>): void {
  contract('watches', half, (promise) => {
    promise('what was written is read, contact by contact', async ({ port }) => {
      expect(await port.get('ann')).toBeUndefined();
      expect(await port.write(aWatch(), 0)).toBe('written');
      expect(await port.write(aWatch({ contact: 'bob', things: {} }), 0)).toBe('written');
      expect(await port.get('ann')).toEqual(aWatch());
      expect((await port.get('bob'))?.things).toEqual({});
    });

    promise('of fifty first looks at once, one is written', async ({ port }) => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => port.write(aWatch({ ringsAt: at(i) }), 0)),
      );
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect((await port.get('ann'))?.ringsAt).toBe(at(answers.indexOf('written')));
    });

    promise('only whoever read the newest state writes the next', async ({ port }) => {
      await port.write(aWatch(), 0);
      expect(await port.write(aWatch({ seq: 2 }), 1)).toBe('written');
      expect(await port.write(aWatch({ seq: 2, things: {} }), 1)).toBe('lost');
      expect(await port.write(aWatch({ seq: 1, things: {} }), 0)).toBe('lost');
      expect(await port.get('ann')).toEqual(aWatch({ seq: 2 }));
    });

    promise('what is still to be told comes back as it was', async ({ port }) => {
      const data = { note: 'ünïcode', nested: { empty: '', list: [1, null, true] } };
      const event = {
        id: 'e1',
        family: 'date',
        name: 'renewalDate',
        contact: 'ann',
        at: at(1),
        receivedAt: at(1),
        data,
      };
      const untold = Array.from({ length: 30 }, (_, i) => ({ ...event, id: `e${i}` }));
      await port.write(aWatch({ untold }), 0);
      expect((await port.get('ann'))?.untold).toEqual(untold);
    });

    promise.underFault('a write whose answer was lost stands', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.write(aWatch(), 0)).rejects.toThrow(RetryableError);
      expect(await port.write(aWatch({ things: {} }), 0)).toBe('lost');
      expect(await port.get('ann')).toEqual(aWatch());
    });
  });
}
