/** How large an item is by DynamoDB's own reckoning, which is what a write or a read of it is paid by. */
import type { Image } from '../../../functions/aws/item.ts';
import { tableShape } from '../../../functions/aws/table-shape.ts';

export const bytesOf = (image: Image): number =>
  Object.entries(image).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOfValue(value), 0);

function bytesOfValue({ S, N, B }: Image[string]): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/[-.]/g, '').length / 2) + 1;
  return B?.byteLength ?? 1;
}

const { partitionKey, sortKey, listing } = tableShape;

/** What stands of it in the index; undefined where it is not listed. */
export function listedPart(image: Image | undefined): Image | undefined {
  if (!image?.[listing.partitionKey] || !image[listing.sortKey]) return undefined;
  const names = [partitionKey, sortKey, listing.partitionKey, listing.sortKey];
  return Object.fromEntries(names.map((name) => [name, image[name]!]));
}

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
export const readUnits = (bytes: number, isStrong: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (isStrong ? 1 : 0.5);
