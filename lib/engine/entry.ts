/** What all ways in share: an answer for whoever sent something, and the identities by which a contact is found. */
import type { JsonMap } from '../language/json.ts';
import { type Incoming, ingest, TooManyIds } from './ingest.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts, Identity } from './ports.ts';

/** Why it was not taken, and which field is to blame; nothing was stored. */
export interface Problem {
  status: 400 | 401 | 404 | 405 | 413 | 415 | 422;
  title: string;
  field?: string;
}

/** The same message id again is taken again, and changes nothing. */
export type Entry = { taken: { messageId: string } } | { problem: Problem };

export const refuse = (status: Problem['status'], title: string, field?: string): { problem: Problem } => ({
  problem: { status, title, ...(field !== undefined && { field }) },
});

export async function takeIn(incoming: Incoming, ports: EnginePorts): Promise<Entry> {
  const { messageId } = incoming;
  try {
    await ingest({ ...incoming, messageId: ownId(messageId) }, ports);
    return { taken: { messageId } };
  } catch (thrown) {
    if (thrown instanceof TooManyIds) return refuse(422, 'This person goes by too many ids already.', 'userId');
    throw thrown;
  }
}

/** Under it an event is kept and spoken of on the bus: what others call it may name a contact, and cannot be erased there. */
export const ownId = (messageId: string): string => keyOf('event', messageId);

/** In the order in which they are trusted. */
export function identitiesOf(known: Partial<Record<Identity['kind'], string>>): Identity[] {
  return (['userId', 'email', 'phone', 'anonymousId'] as const).flatMap((kind) =>
    known[kind] ? [{ kind, value: known[kind] }] : [],
  );
}

const longestId = 200;

/** An id of somebody else's making: a line of text that can be kept and looked up. */
export const isPlainId = (text: string): boolean =>
  text.trim() !== '' && text.length <= longestId && text.isWellFormed() && !/\p{Cc}/u.test(text);

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
