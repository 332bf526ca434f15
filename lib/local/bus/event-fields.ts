/** An event as EventBridge sees it: its plain values by dotted path, each with its places in the lists on the way. */
import type { Json } from '../../language/json.ts';

export type Plain = string | number | boolean | null;

/** A list of the event → which item of it. */
export type Places = ReadonlyMap<readonly (Json | undefined)[], number>;

export interface EventField {
  value: Plain;
  places: Places;
}

export function fieldsOf(event: Json): Map<string, EventField[]> {
  const fields = new Map<string, EventField[]>();
  const walk = (value: Json, path: string, places: Places): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, path, new Map([...places, [value, index]]));
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (inner !== undefined) walk(inner, path === '' ? name : `${path}.${name}`, places);
      }
    } else fields.set(path, [...(fields.get(path) ?? []), { value, places }]);
  };
  walk(event, '', new Map());
  return fields;
}
