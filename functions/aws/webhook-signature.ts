/** Proves on both sides who speaks, in the way of Standard Webhooks: what was changed, stolen or repeated late is told from the rest. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;
/** A rotation has two. */
const MOST_SIGNATURES = 10;

export interface Signed {
  id: string;
  /** Seconds since 1970, as text. */
  timestamp: string;
  body: Uint8Array | string;
}

const signature = ({ id, timestamp, body }: Signed, secret: string): string =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.`).update(body).digest('base64');

/** Of every key, so that whoever still holds the old one can verify us too. */
export function signedHeaders(
  id: string,
  body: string,
  at: string,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(at) / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${signature({ id, timestamp, body }, secret)}`).join(' '),
  };
}

export type Verdict = 'genuine' | 'unsigned' | 'untimely' | 'forged';

/** `signatures`: the header as it came. Other versions than ours are passed over. */
export function judge(
  { signatures, ...signed }: Signed & { signatures: string },
  secrets: readonly string[],
  now: string,
): Verdict {
  const given = signatures
    .split(' ', MOST_SIGNATURES)
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3))] : []));
  if (signed.id === '' || !/^\d{1,12}$/.test(signed.timestamp) || given.length === 0) return 'unsigned';
  const wanted = secrets.map((secret) => Buffer.from(signature(signed, secret)));
  const isOurs = wanted.some((one) =>
    given.some((other) => one.length === other.length && timingSafeEqual(one, other)),
  );
  if (!isOurs) return 'forged';
  const lateSeconds = Math.abs(Date.parse(now) / 1000 - Number(signed.timestamp));
  return lateSeconds <= TOLERANCE_SECONDS ? 'genuine' : 'untimely';
}
