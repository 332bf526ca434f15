/** Large things that never change (versions, the registry's layout): compressed, and cut where one item would be too small. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { keys } from './keys.ts';
import { collect, type Table } from './table.ts';

/** An item may have 400 KB, keys and names included. */
export const CHUNK_BYTES = 300_000;

/** The first chunk comes last: where it stands, all of them do, and nothing is written over what handlers may be reading. */
export async function writeBlob(table: Table, partition: string, content: unknown): Promise<void> {
  if (await table.get(keys.chunk(partition, 0))) return;
  const bytes = gzipSync(JSON.stringify(content));
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  for (let place = count - 1; place >= 0; place--) {
    const data = bytes.subarray(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES);
    await table.put({ ...keys.chunk(partition, place), type: 'chunk', of: count, data });
  }
}

/** What is not there in full is not there. */
export async function readBlob<Content>(table: Table, partition: string): Promise<Content | undefined> {
  const chunks = await collect(table.query(partition, { from: keys.chunk(partition, 0).sk, to: '9' }));
  if (chunks.length === 0 || chunks.length !== chunks[0]!.of) return undefined;
  const bytes = Buffer.concat(chunks.map((chunk) => chunk.data as Uint8Array));
  return JSON.parse(gunzipSync(bytes).toString()) as Content;
}
