/** What Lambda has put into the bucket of lost changes: each object is one batch of the table's stream, whole. */
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import type { LostBatch, LostChanges } from '../../lib/engine/ports.ts';
import { createClient, type Where } from './clients.ts';
import { decodeChanges, type StreamRecord } from './decode-change.ts';
import { translateServiceFault } from './service-faults.ts';

/** As far as it concerns us; documented as the whole event, in a text or as it is. */
interface Kept {
  payload?: string | { Records?: StreamRecord[] };
}

export function createLostChanges(
  bucket: string,
  where: Where = {},
  client = createClient(S3Client, where),
): LostChanges {
  const asked = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await call();
    } catch (thrown) {
      throw translateServiceFault(thrown, 'S3');
    }
  };

  return {
    async list() {
      const found: LostBatch[] = [];
      let after: string | undefined;
      do {
        const page = new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: after });
        const { Contents = [], NextContinuationToken } = await asked(() => client.send(page));
        for (const { Key, LastModified } of Contents)
          if (Key !== undefined) found.push({ id: Key, at: LastModified?.toISOString() ?? '' });
        after = NextContinuationToken;
      } while (after !== undefined);
      return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
    async read({ id }) {
      const text = await asked(async () => {
        try {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: id }));
          return await Body?.transformToString();
        } catch (thrown) {
          if (thrown instanceof NoSuchKey) return undefined;
          throw thrown;
        }
      });
      if (text === undefined) return [];
      const { payload } = JSON.parse(text) as Kept;
      const event = typeof payload === 'string' ? (JSON.parse(payload) as Exclude<Kept['payload'], string>) : payload;
      return decodeChanges(event?.Records ?? []);
    },
    async remove({ id }) {
      await asked(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: id })));
    },
  };
}
