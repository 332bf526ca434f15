/** Addresses of a simulation that nothing may be sent to any more. */
import type { Suppression, Suppressions } from '../../engine/ports.ts';

export function createMemorySuppressions(): Suppressions {
  const suppressed = new Map<string, Suppression>();
  const nameOf = (channel: string, address: string) => `${channel}\n${address}`;
  const isWhole = ({ until, only }: Pick<Suppression, 'until' | 'only'>) => until === undefined && only === undefined;
  return {
    find: async (channel, address) => suppressed.get(nameOf(channel, address)),
    async add(channel, address, reason, at, bounds = {}) {
      const name = nameOf(channel, address);
      const standing = suppressed.get(name);
      if (!standing || isWhole(bounds) || !isWhole(standing)) suppressed.set(name, { reason, at, ...bounds });
    },
    async remove(channel, address) {
      suppressed.delete(nameOf(channel, address));
    },
  };
}
