/** Signs the links in messages and holds the secrets that other systems share with us, so that what comes back by them is what this deployment once sent out. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Signer } from '../../lib/engine/ports.ts';
import type { Clock } from '../../lib/language/ports.ts';

export interface SigningKey {
  /** Lower-case letters and digits; it stands in the token. */
  id: string;
  /** At least 32 characters. */
  secret: string;
}

export interface SignerOptions {
  /** Tokens of another deployment fail. */
  deployment: string;
  /** The first signs, all verify: during a rotation the new one stands before the old one. */
  keys: readonly SigningKey[];
  clock: Clock;
  /** For tokens signed without an end of their own. */
  lifetimeDays?: number;
}

const dayMs = 86_400_000;
// As long as a message's own record is kept; opting out must work for 60 days at least.
const defaultLifetimeDays = 400;
const longestToken = 2048;
const tokenPattern = /^([a-z0-9]{1,32})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/;

/** Token: key id, end in seconds (base 36), id and HMAC-SHA256, joined by dots; purpose and deployment are signed too. */
export function createSigner({ deployment, keys, clock, lifetimeDays = defaultLifetimeDays }: SignerOptions): Signer {
  const [current] = keys;
  if (!current) throw new TypeError('A signer needs a key.');
  for (const { id, secret } of keys) {
    if (!/^[a-z0-9]{1,32}$/.test(id)) throw new TypeError(`Key id "${id}": lower-case letters and digits only.`);
    if (secret.length < 32) throw new TypeError(`Key "${id}": its secret has fewer than 32 characters.`);
  }
  const secrets = new Map(keys.map(({ id, secret }) => [id, secret]));

  const mac = (secret: string, purpose: string, head: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([deployment, purpose, head]))
      .digest('base64url');

  /** Counted from the day's beginning: a message rendered twice has the same links. */
  const ownEndMs = () => Math.ceil(Date.parse(clock.now()) / dayMs + lifetimeDays) * dayMs;

  return {
    // Four parts: no token has such a seal.
    secrets: (purpose, id) =>
      keys.map(({ secret }) =>
        createHmac('sha256', secret)
          .update(JSON.stringify([deployment, 'shared', purpose, id]))
          .digest('base64'),
      ),
    sign(purpose, id, expiresAt) {
      const endMs = expiresAt === undefined ? ownEndMs() : Date.parse(expiresAt);
      if (Number.isNaN(endMs)) throw new TypeError(`"${expiresAt}" is no instant.`);
      const head = [current.id, Math.floor(endMs / 1000).toString(36), Buffer.from(id).toString('base64url')].join('.');
      return `${head}.${mac(current.secret, purpose, head)}`;
    },
    verify(purpose, token) {
      if (token.length > longestToken) return undefined;
      const [, keyId, end, id, given] = tokenPattern.exec(token) ?? [];
      const secret = keyId === undefined ? undefined : secrets.get(keyId);
      if (secret === undefined || end === undefined || id === undefined || given === undefined) return undefined;
      // Text against text: base64url has several spellings of the same bytes, and only one is ours.
      const wanted = mac(secret, purpose, token.slice(0, -given.length - 1));
      if (!timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) return undefined;
      if (Number.parseInt(end, 36) * 1000 <= Date.parse(clock.now())) return undefined;
      return { id: Buffer.from(id, 'base64url').toString() };
    },
  };
}
