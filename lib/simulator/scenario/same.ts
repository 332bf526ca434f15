/** Whether two plain values say the same, whatever the order of their keys. */
export function isSame(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return Object.is(left, right);
  const [a, b] = [Object.entries(left), new Map(Object.entries(right))];
  return (
    Array.isArray(left) === Array.isArray(right) &&
    a.length === b.size &&
    a.every(([key, value]) => b.has(key) && isSame(value, b.get(key)))
  );
}
