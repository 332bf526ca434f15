/** Reads what a deploy has put into S3: the definitions, with their templates, that contacts will live through. */
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createClient, type Where } from './clients.ts';
import { translateServiceFault } from './service-faults.ts';

export type ReadObject = (place: { bucket: string; key: string }) => Promise<string>;

export function createReadObject(where: Where = {}, client = createClient(S3Client, where)): ReadObject {
  return async ({ bucket, key }) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToString()) ?? '';
    } catch (thrown) {
      throw translateServiceFault(thrown, 'S3');
    }
  };
}
