/** S3 as far as keeping objects goes: listed one by one, so that nobody takes the first page for all; read and deleted. */
import { openProvider, type Provider, type Received, type Spoken } from './provider-stand-in.ts';

export interface Objects extends Provider {
  /** By key. */
  kept: Map<string, { at: string; text: string }>;
}

const xml = { 'content-type': 'application/xml' };

export async function openObjects(): Promise<Objects> {
  const kept: Objects['kept'] = new Map();

  function answer({ method, path }: Received): Spoken {
    const { pathname, searchParams } = new URL(path, 'http://s3.test');
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
    if (key === '') return page(Number(searchParams.get('continuation-token') ?? 0));
    if (method === 'DELETE') {
      kept.delete(key);
      return { status: 204, body: '' };
    }
    const object = kept.get(key);
    return object ? { body: object.text } : fault('NoSuchKey', 404);
  }

  function page(place: number): Spoken {
    const [key, object] = [...kept].sort(([a], [b]) => (a < b ? -1 : 1))[place] ?? [];
    const contents = object ? `<Contents><Key>${key}</Key><LastModified>${object.at}</LastModified></Contents>` : '';
    const more = place + 1 < kept.size ? `<NextContinuationToken>${place + 1}</NextContinuationToken>` : '';
    return { headers: xml, body: `<ListBucketResult>${contents}${more}</ListBucketResult>` };
  }

  const fault = (code: string, status: number): Spoken => ({
    status,
    headers: xml,
    body: `<Error><Code>${code}</Code><Message>No.</Message></Error>`,
  });
  const provider = await openProvider({ answer, fault, throttled: 'SlowDown', rejected: 'AccessDenied' });
  return Object.assign(provider, { kept });
}
