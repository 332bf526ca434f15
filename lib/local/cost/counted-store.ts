/** DynamoDB as far as our adapters use it, in memory: counts what each request would be paid by, item sizes and all. */
import type { Image } from '../../../functions/aws/item.ts';
import type { StoreClient } from '../../../functions/aws/store-client.ts';
import { tableShape } from '../../../functions/aws/table-shape.ts';
import { type Expression, holds, updated } from './expressions.ts';
import { bytesOf, listedPart, readUnits, writeUnits } from './item-size.ts';

export interface StoreMeter {
  request(): void;
  write(type: string, units: number): void;
  read(type: string, units: number): void;
}

/** What every client of one table shares. */
export interface CountedStore {
  /** `onWrite`: as the stream would tell it. */
  connect(meter: StoreMeter, onWrite: (before: Image | undefined, after: Image | undefined) => void): StoreClient;
}

interface Input extends Expression {
  Key?: Image;
  Item?: Image;
  ConsistentRead?: boolean;
  ConditionExpression?: string;
  UpdateExpression?: string;
  IndexName?: string;
  ScanIndexForward?: boolean;
  Limit?: number;
  ExclusiveStartKey?: Image;
}

const { partitionKey, sortKey, listing } = tableShape;
const typeOf = (image: Image | undefined): string => image?.type?.S ?? 'none';
const textOf = (image: Image, name: string): string => image[name]?.S ?? '';

export function createCountedStore(): CountedStore {
  const partitions = new Map<string, Map<string, Image>>();
  const partitionOf = (key: Image) => partitions.get(textOf(key, partitionKey));
  const find = (key: Image) => partitionOf(key)?.get(textOf(key, sortKey));

  function keep(image: Image): void {
    const partition = partitionOf(image) ?? new Map<string, Image>();
    partitions.set(textOf(image, partitionKey), partition.set(textOf(image, sortKey), image));
  }

  function write(input: Input, kind: string, meter: StoreMeter): { before?: Image; after?: Image } {
    const key = input.Item ?? input.Key!;
    const before = find(key);
    if (!holds(input.ConditionExpression, before, input)) {
      // What is refused is paid for all the same.
      meter.write(typeOf(before), writeUnits(before ? bytesOf(before) : 0));
      throw Object.assign(new Error('The condition does not hold.'), { name: 'ConditionalCheckFailedException' });
    }
    if (kind === 'DeleteItemCommand') partitionOf(key)?.delete(textOf(key, sortKey));
    else keep(structuredClone(input.Item ?? updated(input.UpdateExpression!, before ?? { ...input.Key }, input)));
    const after = find(key);
    meter.write(
      typeOf(after ?? before),
      writeUnits(Math.max(before ? bytesOf(before) : 0, after ? bytesOf(after) : 0)),
    );
    const [was, is] = [listedPart(before), listedPart(after)];
    if (JSON.stringify(was) !== JSON.stringify(is)) {
      for (const one of [was, is]) if (one) meter.write('listing', writeUnits(bytesOf(one)));
    }
    return { before, after };
  }

  function query(input: Input, meter: StoreMeter): { Items: Image[]; LastEvaluatedKey?: Image } {
    const { ':hash': hash, ':from': from, ':to': to } = input.ExpressionAttributeValues!;
    const sort = input.IndexName ? listing.sortKey : sortKey;
    const all: Image[] = input.IndexName
      ? [...partitions.values()].flatMap((one) => [...one.values()].map(listedPart)).filter((one) => one !== undefined)
      : [...(partitions.get(hash?.S ?? '')?.values() ?? [])];
    const isAsked = (image: Image) => {
      const at = Buffer.from(textOf(image, sort));
      const isInside = !from || (at.compare(Buffer.from(from.S!)) >= 0 && at.compare(Buffer.from(to!.S!)) <= 0);
      return isInside && (!input.IndexName || textOf(image, listing.partitionKey) === hash?.S);
    };
    const ordered = all
      .filter(isAsked)
      .sort((a, b) => Buffer.from(textOf(a, sort)).compare(Buffer.from(textOf(b, sort))));
    if (input.ScanIndexForward === false) ordered.reverse();
    const after = input.ExclusiveStartKey;
    const isLast = (image: Image) =>
      [partitionKey, sortKey].every((name) => textOf(image, name) === textOf(after!, name));
    const rest = after ? ordered.slice(ordered.findIndex(isLast) + 1) : ordered;
    const Items = rest.slice(0, input.Limit ?? rest.length);
    const bytes = Items.reduce((sum, image) => sum + bytesOf(image), 0);
    meter.read(typeOf(Items[0]), readUnits(bytes, input.ConsistentRead === true));
    return { Items: structuredClone(Items), ...(Items.length < rest.length && { LastEvaluatedKey: Items.at(-1) }) };
  }

  return {
    connect(meter, onWrite) {
      const send = async (command: { constructor: { name: string }; input: Input }) => {
        const { input } = command;
        const kind = command.constructor.name;
        meter.request();
        if (kind === 'QueryCommand') return query(input, meter);
        if (kind === 'GetItemCommand') {
          const Item = find(input.Key!);
          meter.read(typeOf(Item), readUnits(Item ? bytesOf(Item) : 0, input.ConsistentRead === true));
          return { Item: structuredClone(Item) };
        }
        const { before, after } = write(input, kind, meter);
        onWrite(before, after);
        return {};
      };
      return { send } as unknown as StoreClient;
    },
  };
}
