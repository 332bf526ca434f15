/** Holds: what the stream has given up on is there, oldest first, until it has been told. */
import { expect } from 'vitest';
import type { Change, LostBatch, LostChanges } from '../../lib/engine/ports.ts';
import { aContact, at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export interface LostChangesWorld {
  /** The port, where these lie lost. */
  keepLost(batches: (LostBatch & { changes: Change[] })[]): Promise<LostChanges>;
}

const came = (id: string): Change => ({
  kind: 'contact',
  id: `C#${id}/contact@000000000001`,
  before: undefined,
  after: aContact({ id, rev: 1 }),
});

export function lostChangesContract(half: Half<LostChangesWorld>): void {
  contract('lostChanges', half, (promise) => {
    promise('oldest first, and in each the changes in their order', async ({ port }) => {
      const older = { id: 'aws/lambda/b', at: at(-60), changes: [came('ann'), came('bob')] };
      const newer = { id: 'aws/lambda/a', at: at(0), changes: [came('cy')] };
      const lost = await port.keepLost([newer, older]);
      const batches = await lost.list();
      expect(batches.map(({ id }) => id)).toEqual([older.id, newer.id]);
      expect(batches.map(({ at }) => at)).toEqual([older.at, newer.at]);
      expect(await lost.read(batches[0]!)).toEqual(older.changes);
    });

    promise('taken away, it is gone, and there is nothing in it', async ({ port }) => {
      const lost = await port.keepLost([{ id: 'aws/lambda/a', at: at(0), changes: [came('ann')] }]);
      const [batch] = await lost.list();
      await lost.remove(batch!);
      expect(await lost.list()).toEqual([]);
      expect(await lost.read(batch!)).toEqual([]);
      await lost.remove(batch!);
    });

    promise('none lost is none', async ({ port }) => {
      expect(await (await port.keepLost([])).list()).toEqual([]);
    });
  });
}
