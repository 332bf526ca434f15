/** Puts keys in order: a parser may give those of equal items in another one, and what is stored and hashed must not depend on it. */

/** What is in order already comes back as it is; a part that stands in several places is put in order once. */
export type Order = <Value>(value: Value) => Value;

export function orderer(): Order {
  const known = new Map<object, unknown>();

  function order<Value>(value: Value): Value {
    if (typeof value !== 'object' || value === null) return value;
    const found = known.get(value);
    if (found !== undefined) return found as Value;
    const ordered = Array.isArray(value) ? value.map(order) : ofMap(value as Record<string, unknown>);
    known.set(value, ordered).set(ordered, ordered);
    return ordered as Value;
  }

  function ofMap(map: Record<string, unknown>): Record<string, unknown> {
    const ordered: Record<string, unknown> = {};
    for (const key of Object.keys(map).sort()) {
      const value = map[key];
      if (value !== undefined) ordered[key] = order(value);
    }
    return ordered;
  }

  return order;
}
