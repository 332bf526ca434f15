/** Addresses that nothing may be sent to any more; kept as hashes, so that they outlive the contact's erasure. */
import type { Suppressions } from '../../lib/engine/ports.ts';
import type { SecretKeys } from './keys.ts';
import type { Table } from './table.ts';

export function createSuppressions(table: Table, secretKeys: SecretKeys): Suppressions {
  return {
    async find(channel, address) {
      const item = await table.get(secretKeys.suppression(channel, address));
      return item && { reason: String(item.reason), at: String(item.suppressedAt) };
    },
    async add(channel, address, reason, at) {
      await table.put({ ...secretKeys.suppression(channel, address), type: 'suppression', reason, suppressedAt: at });
    },
    async remove(channel, address) {
      await table.remove(secretKeys.suppression(channel, address));
    },
  };
}
