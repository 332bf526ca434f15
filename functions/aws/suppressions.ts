/** Addresses that nothing may be sent to any more; kept as hashes, so that they outlive the contact's erasure. */
import type { Suppressions } from '../../lib/engine/ports.ts';
import type { SecretKeys } from './keys.ts';
import type { Table } from './table.ts';

/** No function may delete: what is lifted stays, and says so. */
const isWeak =
  'attribute_not_exists(#pk) OR attribute_exists(#until) OR attribute_exists(#only) OR attribute_exists(#lifted)';

export function createSuppressions(table: Table, secretKeys: SecretKeys): Suppressions {
  return {
    async find(channel, address) {
      const item = await table.get(secretKeys.suppression(channel, address));
      if (!item || item.lifted) return undefined;
      return {
        reason: String(item.reason),
        at: String(item.suppressedAt),
        ...(item.until !== undefined && { until: String(item.until) }),
        ...(item.only === 'marketing' && { only: item.only }),
      };
    },
    async add(channel, address, reason, suppressedAt, { until, only } = {}) {
      const item = {
        ...secretKeys.suppression(channel, address),
        type: 'suppression',
        reason,
        suppressedAt,
        until,
        only,
      };
      await table.put(item, until === undefined && only === undefined ? undefined : { that: isWeak });
    },
    async remove(channel, address) {
      await table.put({ ...secretKeys.suppression(channel, address), type: 'suppression', lifted: true });
    },
  };
}
