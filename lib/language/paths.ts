/** Reads `contact.company.size` style paths, by own properties only, so that nothing inherited ever answers. */
import { compares, type Where } from './comparisons.ts';
import type { Json } from './json.ts';

/** The value at a dotted path, or undefined. */
export function readPath(from: unknown, path: string): Json | undefined {
  let value: unknown = from;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value as Json | undefined;
}

/** True if the event's data meet every line of `where`. */
export function meets(data: unknown, where: Where | undefined): boolean {
  return Object.entries(where ?? {}).every(([path, wanted]) =>
    compares(readPath(data, path), typeof wanted === 'object' ? wanted : { is: wanted }),
  );
}

/** `{ from: <path> }`, wherever a value may be written. */
export function isReference(written: unknown): written is { from: string } {
  return typeof written === 'object' && written !== null && Object.keys(written).join() === 'from';
}
