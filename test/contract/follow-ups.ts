/** Holds: a colleague is asked once for one effect, and sees what is due first at the top. */
import { expect } from 'vitest';
import { RetryableError } from '../../lib/language/errors.ts';
import type { FollowUps } from '../../lib/language/ports.ts';
import { aFollowUp, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export function followUpsContract(half: Half<FollowUps>): void {
  contract('follow-ups', half, (promise) => {
    promise('the same effect twice is one follow-up, the first', async ({ port }) => {
      const first = aFollowUp();
      expect(await port.create(first)).toBe('created');
      expect(await port.create(aFollowUp({ title: 'Call them again' }))).toBe('there-already');
      expect(await port.list()).toEqual([first]);
    });

    promise('a colleague sees their own, what is due first at the top', async ({ port }) => {
      await port.create(aFollowUp({ effectKey: 'e1', dueAt: at(300) }));
      await port.create(aFollowUp({ effectKey: 'e2', dueAt: at(100) }));
      await port.create(aFollowUp({ effectKey: 'e3', dueAt: at(200), assigneeId: 'lee@example.community' }));
      expect((await port.list('lee@example.com')).map(({ effectKey }) => effectKey)).toEqual(['e2', 'e1']);
      expect((await port.list()).map(({ effectKey }) => effectKey)).toEqual(['e2', 'e3', 'e1']);
      expect(await port.list('nobody@example.com')).toEqual([]);
    });

    promise('what is done stays done, by whoever said so first', async ({ port }) => {
      await port.create(aFollowUp({ asks: 'decision' }));
      const approved = { word: 'approved', closedAt: at(60), by: 'lee@example.com' } as const;
      const done = aFollowUp({ asks: 'decision', state: 'done', ...approved });
      expect(await port.close('e1', approved)).toEqual(done);
      expect(await port.close('e1', { word: 'rejected', closedAt: at(90) })).toEqual(done);
      expect(await port.get('e1')).toEqual(done);
      expect(await port.list('lee@example.com')).toEqual([done]);
      expect(await port.create(aFollowUp())).toBe('there-already');
    });

    promise('of two words at once, both hear the one that stands', async ({ port }) => {
      await port.create(aFollowUp());
      const words = ['approved', 'rejected', 'completed'] as const;
      const heard = await Promise.all(words.map((word) => port.close('e1', { word, closedAt: at(60) })));
      const standing = await port.get('e1');
      expect(heard).toEqual([standing, standing, standing]);
    });

    promise('nobody closes what nobody asked for', async ({ port }) => {
      expect(await port.get('e1')).toBeUndefined();
      expect(await port.close('e1', { word: 'completed', closedAt: at(60) })).toBeUndefined();
      expect(await port.list()).toEqual([]);
    });

    promise.underFault('a word whose answer was lost has been heard', async ({ port, breakAt }) => {
      await port.create(aFollowUp());
      breakAt(1, 'after');
      const said = { word: 'completed', closedAt: at(60) } as const;
      await expect(port.close('e1', said)).rejects.toThrow(RetryableError);
      expect(await port.close('e1', { ...said, closedAt: at(90) })).toEqual(aFollowUp({ state: 'done', ...said }));
    });

    promise.underFault('a follow-up whose answer was lost stands once', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.create(aFollowUp())).rejects.toThrow(RetryableError);
      expect(await port.create(aFollowUp())).toBe('there-already');
      expect(await port.list('lee@example.com')).toHaveLength(1);
    });
  });
}
