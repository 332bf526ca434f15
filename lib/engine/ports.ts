/** What only the engine asks of the world. Interfaces only; each has a memory half, an AWS half and one contract suite. */
import type { ConsentRecord, Contact } from '../language/contact.ts';
import type { BusEvent, ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import type { Clock, Colleagues, ContactChanges, FollowUps, Segments, UpdateResult } from '../language/ports.ts';
import type { Audit, Belongings } from './audit-port.ts';
import type { Limit, Place } from './caps.ts';
import type { Cards } from './card-port.ts';
import type { DeadLetters, Queues } from './dead-letters.ts';
import type { Gathering } from './gathering.ts';
import type { Queued } from './group-slot.ts';
import type { LostChanges } from './lost-changes.ts';
import type { Notes } from './notes-port.ts';
import type { Registry } from './registry-port.ts';
import type { RunRecord, RunRef } from './run-record.ts';
import type { Senders } from './sender-ports.ts';
import type { Timeline } from './timeline-port.ts';
import type { Watches } from './watch-port.ts';
import type { Webhooks } from './webhook-port.ts';

export type * from './audit-port.ts';
export type * from './card-port.ts';
export type { DeadLetter, DeadLetters, Queues } from './dead-letters.ts';
export type { LostBatch, LostChanges } from './lost-changes.ts';
export type * from './notes-port.ts';
export type * from './registry-port.ts';
export type * from './sender-ports.ts';
export type * from './timeline-port.ts';
export type * from './watch-port.ts';
export type * from './webhook-port.ts';

export type IdentityKind = 'userId' | 'email' | 'phone' | 'anonymousId';
export interface Identity {
  kind: IdentityKind;
  value: string;
}

export interface Contacts extends ContactChanges {
  /** Strong read; of who turned out to be somebody else, that contact. Whatever is changed under either id is changed there. */
  get(contactId: string): Promise<Contact | undefined>;
  /** Strong read of what stands under this very id, though it be what a merge has left. */
  kept(contactId: string): Promise<Contact | undefined>;
  /** The contact that claimed the identity; `get` says who they are by now. */
  ownerOf(identity: Identity): Promise<string | undefined>;
  /** First come, first served; gives the owner, which may be another contact. */
  claim(identity: Identity, contactId: string): Promise<string>;
  /** Leaves an existing contact as it is; gives what stands there now. */
  create(contact: Contact): Promise<Contact>;
  /** The later choice wins; a repeat is no change. */
  setConsent(contactId: string, topic: string, channel: string, choice: ConsentRecord): Promise<UpdateResult>;
  /** From here on they are the survivor, who must have been there first: so no circle ever closes. */
  mergeInto(contactId: string, survivorId: string, at: string): Promise<'merged' | 'merged-before' | 'gone'>;
  /** The survivor learns what was known of one who was merged, and lists their id; a repeat is no change. */
  takeIn(mergedId: string): Promise<UpdateResult>;
  /** For operators; newest first, `after` is the last id of the page before. */
  list(page: { limit: number; after?: string }): Promise<Contact[]>;
  /** All contacts are listed in parts: those of one of them, oldest first, behind a place; a moment behind the table. */
  inPart(part: number, page: { after?: string; atMost: number }): Promise<{ id: string; place: string }[]>;
}

export interface Events {
  /** Writes an event once by its id; gives the stored one (an earlier receive time) when it came again. */
  put(event: ContactEvent): Promise<{ stored: ContactEvent; isNew: boolean }>;
  /**
   * Oldest first by receive time, or newest first; `since` and `until` included, at most `atMost` of those that `keeps`.
   * `namesFrom`: every name that begins like this, in place of one. Strong read.
   */
  find(
    contactId: string,
    asked: {
      family: string;
      name?: string;
      namesFrom?: string;
      since: string;
      until?: string;
      atMost: number;
      newestFirst?: boolean;
      keeps?(event: ContactEvent): boolean;
    },
  ): Promise<ContactEvent[]>;
}

export interface Runs {
  create(record: RunRecord): Promise<'created' | 'there-already'>;
  /** Strong read. */
  get(ref: RunRef): Promise<RunRecord | undefined>;
  /** Replaces the item if its `seq` is still `expectedSeq`. */
  write(record: RunRecord, expectedSeq: number): Promise<'written' | 'lost'>;
  /** Strong; every run of the contact, ended ones too. */
  ofContact(contactId: string): Promise<RunRecord[]>;
  /** Runs of a definition or of all, for resuming and restarting; `failed`: ended by an error. */
  withStatus(status: 'parked' | 'created' | 'running' | 'failed', definition?: string): AsyncIterable<RunRef>;
  /** All that have not ended, part by part, so that whoever walks through them can save how far they have come. */
  openIn(part: number): AsyncIterable<RunRecord>;
}

/** The last entry of a contact into a definition (and key), and the run it made. */
export interface Entry {
  contact: string;
  definition: string;
  key?: string;
  run: RunRef;
  at: string;
  /** Of a group's place: who waits for it. */
  queue?: Queued[];
  /** Of what runs bring together: who speaks for whom. */
  gatherings?: Gathering[];
}

export interface Entries {
  get(contactId: string, definition: string, key?: string): Promise<Entry | undefined>;
  /** Only if the entry is still the `previous` one. */
  put(entry: Entry, previous: Entry | undefined): Promise<'written' | 'lost'>;
}

export interface Suppression {
  reason: string;
  at: string;
  /** Over at this instant; left out: for good. */
  until?: string;
  /** Other messages still go out. */
  only?: 'marketing';
}

export interface Suppressions {
  /** Also one that is over by now. */
  find(channel: string, address: string): Promise<Suppression | undefined>;
  /** The newest stands, but what ends by itself or leaves some messages out never takes the place of what is whole. */
  add(
    channel: string,
    address: string,
    reason: string,
    at: string,
    bounds?: Pick<Suppression, 'until' | 'only'>,
  ): Promise<void>;
  remove(channel: string, address: string): Promise<void>;
}

/** What a contact's caps count; a port for all of them, because a message takes a place in each or in none. */
export interface Caps {
  /** Taken again for the same effect, it is one place. Full: which limits, and the place that has to come free first. */
  take(
    contactId: string,
    place: Place,
    /** `also`: ids of the same person; what was taken under them counts. */
    asked: { limits: readonly Limit[]; keepSince: string; also?: readonly string[] },
  ): Promise<'taken' | { full: { limit: number; next?: Place }[] }>;
  /** Nothing was sent; what a later attempt has taken over stays. */
  giveBack(contactId: string, place: Pick<Place, 'effect' | 'attempt'>): Promise<void>;
}

export interface Executions {
  /** Idempotent by name while open. Throttled → RetryableError. */
  start(execution: { name: string; machine: string; input: JsonMap }): Promise<'started' | 'there-already'>;
  /** `gone`: the token is closed; the record says what happened. */
  succeed(token: string, output: JsonMap): Promise<'ok' | 'gone'>;
  /** Hygiene; correctness never rests on it. */
  stop(name: string, machine: string): Promise<void>;
}

export interface Bus {
  publish(events: BusEvent[]): Promise<void>;
}

/** The timer of a run on `express`, by name; set again, it moves. What it carries is a hint: only the record decides. */
export interface Schedules {
  set(name: string, at: string, payload: JsonMap): Promise<void>;
  clear(name: string): Promise<void>;
  /** Of all that are kept, rung or not. */
  names(): AsyncIterable<string>;
}

/** Opaque signed references for links that leave the house; a token for one purpose fails for another. */
export interface Signer {
  sign(purpose: string, id: string, expiresAt?: string): string;
  verify(purpose: string, token: string): { id: string } | undefined;
  /** What is shared with one other side, derived and so never stored: 32 bytes in base64, of the newest key first. */
  secrets(purpose: string, id: string): string[];
}

export interface Count {
  /** Of the change that is counted. */
  id: string;
  definition: string;
  deltas: Record<string, number>;
}

/** How many stand where, per definition, version and step; a change counted twice counts once. */
export interface Counters {
  /** What came at once is counted at once. */
  apply(counts: readonly Count[]): Promise<void>;
  read(definition: string): Promise<Record<string, number>>;
}

export interface Ids {
  /** Random, for claim attempts. */
  attempt(): string;
  /** The id of the contact that an identity founds: keyed, so that nobody can guess it from an address; letters and digits. */
  contact(identity: Identity): string;
  /** Of `WHOLE`, always the same for a contact and a salt. */
  lot(contactId: string, salt: string): number;
}

export interface EnginePorts {
  clock: Clock;
  ids: Ids;
  contacts: Contacts;
  segments: Segments;
  followUps: FollowUps;
  colleagues: Colleagues;
  events: Events;
  runs: Runs;
  entries: Entries;
  timeline: Timeline;
  suppressions: Suppressions;
  watches: Watches;
  caps: Caps;
  registry: Registry;
  executions: Executions;
  schedules: Schedules;
  bus: Bus;
  counters: Counters;
  audit: Audit;
  notes: Notes;
  belongings: Belongings;
  deadLetters: DeadLetters;
  lostChanges: LostChanges;
  queues: Queues;
  senders: Senders;
  webhooks: Webhooks;
  cards: Cards;
  signer: Signer;
  /** Public address of the API, for links in messages. */
  publicUrl: string;
}

/** What the table's stream says happened, decoded. `id` orders and deduplicates within its item. */
export type Change =
  | { kind: 'event'; id: string; event: ContactEvent }
  | { kind: 'contact'; id: string; before?: Contact; after?: Contact }
  | { kind: 'run'; id: string; before?: RunRecord; after?: RunRecord }
  | { kind: 'segment'; id: string; contact: string; segment: string; member: boolean; at: string };
