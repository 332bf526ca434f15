/** Addresses of a simulation that nothing may be sent to any more. */
import type { Suppressions } from '../../engine/ports.ts';

export function createMemorySuppressions(): Suppressions {
  const suppressed = new Map<string, { reason: string; at: string }>();
  const nameOf = (channel: string, address: string) => `${channel}\n${address}`;
  return {
    find: async (channel, address) => suppressed.get(nameOf(channel, address)),
    async add(channel, address, reason, at) {
      suppressed.set(nameOf(channel, address), { reason, at });
    },
    async remove(channel, address) {
      suppressed.delete(nameOf(channel, address));
    },
  };
}
