/** How one thing lies in the table: its JSON as one text, so that any data survive, and beside it what conditions ask about. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Key } from './keys.ts';
import { readBody } from './short-body.ts';

export type Value = string | number | boolean | Uint8Array;

export interface Item extends Key {
  /** What the change feed reads it as. */
  type: string;
  /** Raised by every change of an item that the feed decodes. */
  rev?: number;
  body?: string;
  /** Epoch seconds. */
  expiresAt?: number;
  [attribute: string]: Value | undefined;
}

export type Image = Record<string, AttributeValue>;

export function toImage(item: Record<string, Value | undefined>): Image {
  const image: Image = {};
  for (const [name, value] of Object.entries(item)) if (value !== undefined) image[name] = toAttribute(value);
  return image;
}

export function fromImage(image: Image): Item {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, fromAttribute(value)])) as Item;
}

export function toAttribute(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  return { B: value };
}

function fromAttribute({ S, N, BOOL, B }: AttributeValue): Value | undefined {
  return S ?? BOOL ?? B ?? (N === undefined ? undefined : Number(N));
}

/** The thing itself; whoever wrote the item knows its type. */
export function bodyOf<Thing>(item: Item): Thing {
  return JSON.parse(readBody(item.body ?? 'null')) as Thing;
}

const DAY_SECONDS = 86_400;

export function expiryOf(instant: string, days: number): number {
  return Math.floor(Date.parse(instant) / 1000) + days * DAY_SECONDS;
}
