/** Ids that nobody can guess: random for attempts, under a secret for contacts, so that an address does not give its owner away. */
import { randomBytes } from 'node:crypto';
import type { Ids } from '../../lib/engine/ports.ts';
import { lotOf } from '../../lib/language/share.ts';
import type { SecretKeys } from './keys.ts';

export function createIds(secretKeys: SecretKeys): Ids {
  return {
    attempt: () => randomBytes(12).toString('hex'),
    contact: ({ kind, value }) => secretKeys.contactId(kind, value),
    lot: lotOf,
  };
}
