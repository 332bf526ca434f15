/** Every key of the table is spelled here; what could name a person (addresses, ids of others) is hashed, for keys outlive erasure. */
import { createHash, createHmac } from 'node:crypto';
import type { IdentityKind } from '../../lib/engine/ports.ts';
import { type RunRef, readExecutionName } from '../../lib/engine/run-record.ts';

export interface Key {
  pk: string;
  sk: string;
}

/** Sort keys from `from` to `to`, both included. */
export interface Range {
  from: string;
  to: string;
}

export const keys = {
  contact: (contact: string): Key => ({ pk: ofContact(contact), sk: 'contact' }),
  watch: (contact: string): Key => ({ pk: ofContact(contact), sk: 'watch' }),
  caps: (contact: string): Key => ({ pk: ofContact(contact), sk: 'caps' }),
  segment: (contact: string, segment: string): Key => ({ pk: ofContact(contact), sk: `S#${part(segment)}` }),
  run: (ref: RunRef): Key => {
    const { contact, run } = readExecutionName(ref);
    return { pk: ofContact(contact), sk: `R#${run}` };
  },
  entry: (contact: string, definition: string, key?: string): Key => ({
    pk: ofContact(contact),
    sk: `N#${definition}${key === undefined ? '' : `#${digest(key)}`}`,
  }),
  /** Leads from the contact to the identity that is theirs, for the day on which they are forgotten. */
  ownedIdentity: (contact: string, identity: Key): Key => ({ pk: ofContact(contact), sk: identity.pk }),
  line: (contact: string, key: string): Key => ({ pk: ofContact(contact), sk: `T#${key}` }),
  event: (happened: { contact: string; family: string; name: string; receivedAt: string; id: string }): Key => ({
    pk: ofContact(happened.contact),
    sk: `${kindOfEvent(happened.family, happened.name)}#${happened.receivedAt}#${digest(happened.id)}`,
  }),
  /** Written before the event itself, so that a repeat finds where it belongs. */
  eventId: (id: string): Key => ({ pk: `M#${digest(id)}`, sk: 'event' }),
  followUp: (effectKey: string): Key => ({ pk: `F#${effectKey}`, sk: 'follow-up' }),
  live: (definition: string): Key => ({ pk: `D#${definition}`, sk: 'live' }),
  state: (definition: string): Key => ({ pk: `D#${definition}`, sk: 'state' }),
  /** What is said of everything, once for those to come and once beside each of them, where it costs no read. */
  everything: { pk: 'REG', sk: 'frozen' } satisfies Key,
  frozen: (definition: string): Key => ({ pk: `D#${definition}`, sk: 'frozen' }),
  version: (definition: string, hash: string): Key => ({ pk: `D#${definition}`, sk: `V#${hash}` }),
  registry: { pk: 'REG', sk: 'live' } satisfies Key,
  /** By month: one partition for all time would grow without end. */
  audit: ({ at, id }: { at: string; id: string }): Key => ({ pk: `A#${at.slice(0, 7)}`, sk: `${at}#${digest(id)}` }),
  deadLetter: ({ at, id }: { at: string; id: string }): Key => ({
    pk: `L#${at.slice(0, 7)}`,
    sk: `${at}#${digest(id)}`,
  }),
  note: (name: string): Key => ({ pk: `J#${name}`, sk: 'note' }),
  /** A partition each: one alone would throttle a definition at 1,000 changes a second. */
  counter: (definition: string, shard: number): Key => ({ pk: `K#${definition}#${shard}`, sk: 'counter' }),
  chunk: (blob: string, place: number): Key => ({ pk: blob, sk: String(place).padStart(4, '0') }),
};

export const partitions = {
  contact: ofContact,
  definition: (name: string) => `D#${name}`,
  versionBlob: (definition: string, hash: string) => `V#${definition}#${hash}`,
  registryBlob: (hash: string) => `REG#${hash}`,
  audit: (month: string) => `A#${month}`,
  deadLetters: (month: string) => `L#${month}`,
};

export const ranges = {
  runs: startingWith('R#'),
  lines: startingWith('T#'),
  all: { from: ' ', to: '\u{10ffff}' } satisfies Range,
  versions: startingWith('V#'),
  /** `frozen`, `live` and `state` lie side by side, so one read gives all of them. */
  operation: { from: 'frozen', to: 'state' } satisfies Range,
  /** Received from `since` to `until`. Without one name, but for pages, all of the names come, whatever the time. */
  events(asked: {
    family: string;
    name?: string;
    namesFrom?: string;
    since: string;
    until?: string;
  }): Range & { isInOrder: boolean } {
    const { family, name, namesFrom = '', since, until } = asked;
    if (name === undefined && !isByTime(family)) {
      // A very long name is kept under its digest, and begins like no other.
      return { ...startingWith(`E#${part(family)}#${encodeURIComponent(namesFrom)}`), isInOrder: false };
    }
    const kind = kindOfEvent(family, name ?? '');
    // `$` follows `#`: behind every id of that instant.
    return { from: `${kind}#${since}`, to: until === undefined ? `${kind}$` : `${kind}#${until}$`, isInOrder: true };
  },
};

/** Partitions of the listing. Sixteen each: one alone would throttle the table at 1,000 writes a second. */
export const listings = {
  shards: Array.from({ length: 16 }, (_, shard) => shard),
  contacts: (shard: number) => `contacts#${shard}`,
  /** Created and running alike: the step from one to the other costs the index nothing. */
  openRuns: (shard: number) => `open#${shard}`,
  parkedRuns: (shard: number) => `parked#${shard}`,
  failedRuns: (shard: number) => `failed#${shard}`,
  unknownMessages: (shard: number) => `unknown#${shard}`,
  followUps: (shard: number) => `follow-ups#${shard}`,
  shardOf: (id: string) => createHash('sha256').update(id).digest()[0]! % 16,
  /** Enough to tell the changes of one item apart. */
  shortNameOf: (id: string) => digest(id).slice(4, 16),
};

/** Names under a secret of the deployment's own: nobody can try addresses against them. */
export function createSecretKeys(addressKey: string) {
  const name = (...parts: string[]) =>
    createHmac('sha256', addressKey).update(parts.join('\n')).digest('hex').slice(0, 32);
  return {
    identity: (kind: IdentityKind, value: string): Key => ({
      pk: `I#${kind}#${name('identity', kind, value)}`,
      sk: 'identity',
    }),
    suppression: (channel: string, address: string): Key => ({
      pk: `X#${channel}#${name('suppression', channel, address)}`,
      sk: 'suppression',
    }),
    contactId: (kind: IdentityKind, value: string): string => name('contact', kind, value).slice(0, 24),
  };
}

export type SecretKeys = ReturnType<typeof createSecretKeys>;

function ofContact(contact: string): string {
  return `C#${contact}`;
}

// Pages are asked for by pattern, hence by time alone; everything else by its name.
function isByTime(family: string): boolean {
  return family === 'page';
}

function kindOfEvent(family: string, name: string): string {
  return isByTime(family) ? `E#${part(family)}` : `E#${part(family)}#${part(name)}`;
}

function startingWith(prefix: string): Range {
  return { from: prefix, to: `${prefix}\u{10ffff}` };
}

/** A name of somebody else's making as one part of a key: no `#`, never too long. */
function part(text: string): string {
  const spelled = encodeURIComponent(text.toWellFormed());
  return spelled.length <= 200 && spelled !== '' ? spelled : `~${digest(text)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 24);
}
