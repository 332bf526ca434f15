/** Holds: what an operator did stands once, and is found again by when it was, newest first. */
import { expect } from 'vitest';
import type { Audit, AuditEntry } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { contract, type Half } from './contract.ts';

const entry = (id: string, at: string, said: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at,
  by: 'lee',
  did: 'pause',
  definition: 'trial',
  ...said,
});

const all = { since: '2025-01-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z', atMost: 100 };

export function auditContract(half: Half<Audit>): void {
  contract('audit', half, (promise) => {
    promise('newest first, across months and years, within the time that is asked for', async ({ port }) => {
      const [a, b, c] = [
        entry('a', '2025-12-31T23:59:59.000Z'),
        entry('b', '2026-01-01T00:00:00.000Z', { reason: 'recall', result: { stopped: 3 } }),
        entry('c', '2026-03-02T09:00:00.000Z'),
      ];
      for (const one of [b, a, c]) await port.write(one);
      expect(await port.list(all)).toEqual([c, b, a]);
      expect(await port.list({ ...all, atMost: 2 })).toEqual([c, b]);
      expect(await port.list({ ...all, until: '2026-01-01T00:00:00.000Z' })).toEqual([b, a]);
      expect(await port.list({ ...all, since: '2026-01-01T00:00:00.000Z' })).toEqual([c, b]);
    });

    promise('two of one instant both stand; the same once more stands once', async ({ port }) => {
      const at = '2026-03-02T09:00:00.000Z';
      for (const one of [entry('a', at), entry('b', at), entry('a', at, { result: { moved: 1 } })])
        await port.write(one);
      const found = await port.list({ ...all, keeps: ({ by }) => by === 'lee' });
      expect(found.map(({ id }) => id).sort()).toEqual(['a', 'b']);
      expect(found.find(({ id }) => id === 'a')?.result).toEqual({ moved: 1 });
      expect(await port.list({ ...all, keeps: ({ by }) => by === 'kim' })).toEqual([]);
    });

    promise.underFault('written though the answer was lost, it stands once', async ({ port, breakAt }) => {
      breakAt(1, 'after');
      const one = entry('a', '2026-03-02T09:00:00.000Z');
      await expect(port.write(one)).rejects.toThrow(RetryableError);
      await port.write(one);
      expect(await port.list(all)).toEqual([one]);
    });
  });
}
