/** Holds: a message has one claim, only its own attempt settles it, and an expired or lost one never makes a second right to send. */
import { expect } from 'vitest';
import type { ClaimState, Timeline } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { aClaim, aLine, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export function timelineContract(half: Half<Timeline>): void {
  contract('timeline', half, (promise) => {
    promise('of a hundred who claim one message, one may send it', async ({ port }) => {
      const claims = await Promise.all(Array.from({ length: 100 }, (_, i) => port.claim(aClaim({ attempt: `a${i}` }))));
      const winner = claims.findIndex(({ won }) => won);
      expect(claims.filter(({ won }) => won)).toHaveLength(1);
      for (const claim of claims) {
        if (!claim.won) expect(claim.row.claim?.attempt).toBe(`a${winner}`);
      }
    });

    promise('whoever comes second is shown what stands there', async ({ port }) => {
      for (const state of ['CLAIMED', 'SENT', 'FAILED', 'UNKNOWN'] as ClaimState[]) {
        const contact = `ann-${state}`;
        const row = { ...aClaim({ state, providerId: 'p1' }), contact };
        await port.write(row);
        expect(await port.claim({ ...aClaim({ attempt: 'a2' }), contact })).toEqual({ won: false, row });
        expect(await port.get(contact, 'k1')).toEqual(row);
      }
    });

    promise(
      'what was said at once is read line by line; told again, or in other company, each line is there once',
      async ({ port }) => {
        const [first, second, third] = ['k1', 'k2', 'k3'].map((key) => ({ ...aLine(), key, seq: 4 }));
        const told = { contact: 'ann', key: 't4', rows: [first!, second!] };
        await port.tell(told);
        await port.tell(told);
        const newer = { ...second!, seq: 5, outcome: 'later' };
        await port.tell({ contact: 'ann', key: 't5', rows: [newer, third!] });
        await port.tell(told);
        const rows = await port.of('ann');
        expect(rows.map(({ key }) => key).sort()).toEqual(['k1', 'k2', 'k3']);
        expect(rows.find(({ key }) => key === 'k1')).toEqual(first);
      },
    );

    promise('what nobody knows is listed until somebody does', async ({ port }) => {
      const listed = async (definition?: string) => {
        const keys = [];
        for await (const { key } of port.unknown(definition)) keys.push(key);
        return keys.sort();
      };
      for (const key of ['k1', 'k2', 'k3']) {
        await port.claim({ ...aClaim(), key, definition: key === 'k3' ? 'other' : 'trial' });
        const row = { ...aClaim({ state: 'UNKNOWN' }), key, definition: key === 'k3' ? 'other' : 'trial' };
        if (key !== 'k2') await port.settle(row, 'a1', ['CLAIMED']);
      }
      expect([await listed(), await listed('trial')]).toEqual([['k1', 'k3'], ['k1']]);
      await port.settle({ ...aClaim({ state: 'SENT' }), key: 'k1', definition: 'trial' }, 'a1', ['UNKNOWN']);
      expect(await listed()).toEqual(['k3']);
    });

    promise('a released claim may be claimed again, once', async ({ port }) => {
      await port.claim(aClaim());
      expect(await port.settle(aClaim({ state: 'RELEASED' }), 'a1', ['CLAIMED'])).toBe('written');
      const claims = await Promise.all(['a2', 'a3', 'a4'].map((attempt) => port.claim(aClaim({ attempt }))));
      expect(claims.filter(({ won }) => won)).toHaveLength(1);
      expect(await port.settle(aClaim({ state: 'SENT' }), 'a1', ['CLAIMED'])).toBe('lost');
    });

    promise('only the attempt that claimed settles, and only from a state that it names', async ({ port }) => {
      await port.claim(aClaim());
      expect(await port.settle(aClaim({ state: 'SENT', attempt: 'a2' }), 'a2', ['CLAIMED'])).toBe('lost');
      expect(await port.settle(aClaim({ state: 'SENT' }), 'a1', ['UNKNOWN'])).toBe('lost');
      expect(await port.settle(aClaim({ state: 'UNKNOWN' }), 'a1', ['CLAIMED'])).toBe('written');
      expect(await port.settle(aClaim({ state: 'SENT', providerId: 'p1' }), 'a1', ['CLAIMED', 'UNKNOWN'])).toBe(
        'written',
      );
      expect(await port.settle(aClaim({ state: 'FAILED' }), 'a1', ['CLAIMED', 'UNKNOWN'])).toBe('lost');
      expect(await port.get('ann', 'k1')).toEqual(aClaim({ state: 'SENT', providerId: 'p1' }));
    });

    promise('nothing that was not claimed can be settled', async ({ port }) => {
      expect(await port.settle(aClaim({ state: 'SENT' }), 'a1', ['CLAIMED'])).toBe('lost');
      await port.write(aLine());
      expect(await port.settle(aClaim({ state: 'SENT' }), 'a1', ['CLAIMED'])).toBe('lost');
      expect(await port.get('ann', 'k1')).toEqual(aLine());
    });

    promise('a line written again replaces itself', async ({ port }) => {
      await port.write(aLine({ outcome: 'held' }));
      await port.write(aLine({ outcome: 'done', facts: { segment: 'vip' }, at: at(5) }));
      expect(await port.of('ann')).toEqual([aLine({ outcome: 'done', facts: { segment: 'vip' }, at: at(5) })]);
    });

    promise("a contact's history is in the order of its instants, of one run or of all", async ({ port }) => {
      for (const [i, second] of [30, 10, 20, 0].entries()) {
        await port.write(aLine({ key: `k${i}`, at: at(second), run: i % 2 === 0 ? 'r1' : 'r2' }));
      }
      await port.write(aLine({ contact: 'ann2' }));
      expect((await port.of('ann')).map(({ at: instant }) => instant)).toEqual([at(0), at(10), at(20), at(30)]);
      expect((await port.of('ann', 'r2')).map(({ key }) => key)).toEqual(['k3', 'k1']);
      expect(await port.of('nobody')).toEqual([]);
    });

    promise.underFault('a claim whose answer was lost belongs to nobody else', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      await expect(port.claim(aClaim())).rejects.toThrow(RetryableError);
      expect(await port.claim(aClaim({ attempt: 'a2' }))).toEqual({ won: false, row: aClaim() });
    });

    promise.underFault(
      'an outcome whose answer was lost is recorded, and can be recorded again',
      async ({ port, breakAt }) => {
        await port.claim(aClaim());
        const sent = aClaim({ state: 'SENT', providerId: 'p1' });
        breakAt(1, 'after');
        await expect(port.settle(sent, 'a1', ['CLAIMED'])).rejects.toThrow(RetryableError);
        expect(await port.get('ann', 'k1')).toEqual(sent);
      },
    );
  });
}
