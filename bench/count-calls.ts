/** Counts what a simulation asks of its ports: in the cloud nearly each of these is a request that somebody pays for. */

/** Answered inside the function: time, ids, signatures, and the registry, which a warm function remembers. */
const inside = new Set(['clock', 'ids', 'signer', 'registry', 'colleagues']);

/** Puts a counter in front of every method, in place; gives `runs.write` → how often, as it grows. */
export function countCalls(ports: object): Map<string, number> {
  const calls = new Map<string, number>();
  for (const [port, methods] of Object.entries(ports)) {
    if (!inside.has(port) && typeof methods === 'object') countMethods(port, methods as Record<string, unknown>, calls);
  }
  return calls;
}

function countMethods(name: string, methods: Record<string, unknown>, calls: Map<string, number>): void {
  for (const [method, original] of Object.entries(methods)) {
    const called = `${name}.${method}`;
    if (typeof original === 'object' && original !== null)
      countMethods(called, original as Record<string, unknown>, calls);
    if (typeof original !== 'function') continue;
    methods[method] = (...asked: unknown[]) => {
      calls.set(called, (calls.get(called) ?? 0) + 1);
      return original(...asked);
    };
  }
}
