/** Puts keys in order: a parser may give those of equal items in another one, and what is stored and hashed must not depend on it. */

/** What is in order comes back as it is, as what JSON gives: without `undefined`, and plain; a part that stands in several places is put in order once. */
export type Order = <Value>(value: Value) => Value;

export function orderer(): Order {
  const known = new Map<object, unknown>();

  function order<Value>(value: Value): Value {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return ofList(value) as Value;
    const found = known.get(value);
    if (found !== undefined) return found as Value;
    const ordered = ofMap(value as Record<string, unknown>);
    known.set(value, ordered);
    if (ordered !== value) known.set(ordered, ordered);
    return ordered as Value;
  }

  function ofList(list: unknown[]): unknown[] {
    return list.every((item) => order(item) === item) ? list : list.map(order);
  }

  function ofMap(map: Record<string, unknown>): Record<string, unknown> {
    const keys = Object.keys(map);
    if (isPlain(map) && isInOrder(keys) && keys.every((key) => map[key] !== undefined && order(map[key]) === map[key]))
      return map;
    const ordered: Record<string, unknown> = {};
    for (const key of sorted(keys)) {
      const value = map[key];
      if (value !== undefined) ordered[key] = order(value);
    }
    return ordered;
  }

  return order;
}

/** Few as most are, by hand: `sort` makes a list of its own for each. */
function sorted(keys: string[]): string[] {
  if (keys.length > 30) return keys.sort();
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end]!;
    let at = end;
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}

const isInOrder = (keys: string[]): boolean => keys.every((key, index) => index === 0 || keys[index - 1]! < key);

/** What an author wrote inherits nothing; what comes back from the registry is a map like any other. */
const isPlain = (map: object): boolean => Object.getPrototypeOf(map) === Object.prototype;
