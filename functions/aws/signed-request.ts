/** Signs an operator's request with their own rights in AWS, so that the deployment knows who orders what. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TerminalError } from '../../lib/language/errors.ts';
import { createClient } from './clients.ts';

export interface SignedCall {
  /** Of a function that asks for a signature: `https://….lambda-url.eu-west-1.on.aws/`. */
  url: string;
  body: string;
  /** Of the shared configuration; left out: whatever the environment says. */
  profile?: string;
  /** Left out: those of the profile or the environment. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  at?: Date;
}

const ADDRESS = /^[a-z0-9]+\.lambda-url\.([a-z0-9-]+)\.on\.aws$/;

/** Any client can sign; this one is there already. */
export async function signedHeaders({
  url,
  body,
  profile,
  credentials,
  at,
}: SignedCall): Promise<Record<string, string>> {
  const { hostname, pathname, protocol } = new URL(url);
  const region = ADDRESS.exec(hostname)?.[1];
  if (!region || protocol !== 'https:')
    throw new TerminalError(`${url} is no address of a deployment. Take OperateUrl from the outputs of its stacks.`, {
      code: 'not-a-deployment',
    });
  const client = createClient(DynamoDBClient, { region, profile, credentials });
  const signer = await client.config.signer({
    name: 'sigv4',
    signingName: 'lambda',
    signingRegion: region,
    properties: {},
  });
  const headers = { host: hostname, 'content-type': 'application/json' };
  const request = { method: 'POST', protocol, hostname, path: pathname, query: {}, headers, body };
  const signed = await signer.sign(request, at ? { signingDate: at } : {});
  return signed.headers as Record<string, string>;
}
