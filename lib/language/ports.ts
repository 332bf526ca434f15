/** What a step may ask of the world. Interfaces only: memory and AWS answer them, one contract suite holds both. */

import type { Tone } from './caps.ts';
import type { ChannelName } from './channels/index.ts';
import type { CheckedCondition } from './checked.ts';
import type { OfficeHours } from './durations.ts';
import type { Json, JsonMap } from './json.ts';

export interface Clock {
  /** The instant, ISO-8601 UTC with milliseconds. */
  now(): string;
}

export type UpdateResult = 'done' | 'repeated' | 'gone';

/** Changes to a contact's record; the same effect key twice is one change. */
export interface ContactChanges {
  /** `null` clears a field. */
  set(contactId: string, fields: JsonMap, effectKey: string): Promise<UpdateResult>;
  /** What has not been counted yet begins at nothing. */
  addToScore(contactId: string, score: string, amount: number, effectKey: string): Promise<UpdateResult>;
}

export interface Segments {
  add(contactId: string, segment: string, at: string): Promise<'added' | 'there-already'>;
  remove(contactId: string, segment: string, at: string): Promise<'removed' | 'not-there'>;
  /** Said by hand of somebody whom a rule would put in. */
  exclude(contactId: string, segment: string, at: string): Promise<'removed' | 'not-there'>;
  /** By hand: in, out, or nobody has said anything. */
  has(contactId: string, segment: string): Promise<boolean | undefined>;
  /** Since when that has been so. */
  since(contactId: string, segment: string): Promise<string | undefined>;
}

/** What a colleague may say to a follow-up; the first word stands. */
export type TaskWord = 'completed' | 'approved' | 'rejected';

export interface FollowUp {
  effectKey: string;
  contactId: string;
  /** The run and the step that asked. */
  run: string;
  step: string;
  /** To be done, to be decided, or only to be read: an alert. Left out: to be done. */
  asks?: 'work' | 'decision' | 'look';
  title: string;
  /** How it is done. */
  guidance?: string;
  /** What the run is about: `ticket 17`. */
  about?: string;
  /** What is raised to somebody higher, in words. */
  escalates?: string[];
  assigneeId: string;
  dueAt: string;
  createdAt: string;
  state: 'open' | 'done';
  /** What became of it, when, and who said so. */
  word?: TaskWord;
  closedAt?: string;
  by?: string;
}

export interface FollowUps {
  /** A second create under one effect key finds the first. */
  create(followUp: FollowUp): Promise<'created' | 'there-already'>;
  /** Strong read. */
  get(effectKey: string): Promise<FollowUp | undefined>;
  /** Once: gives the follow-up as it stands then, with the first word; undefined where there is none. */
  close(effectKey: string, said: { word: TaskWord; closedAt: string; by?: string }): Promise<FollowUp | undefined>;
  list(assigneeId?: string): Promise<FollowUp[]>;
}

/** Follow-ups as a step sees them: who asks, for whom and in which run goes without saying. */
export interface Asking {
  /** Once a visit of the step. */
  ask(wanted: Pick<FollowUp, 'asks' | 'title' | 'guidance' | 'escalates' | 'assigneeId' | 'dueAt'>): Promise<void>;
  /** What this run has asked for and nobody has done yet; of a loop, its newest round. */
  openOnes(): Promise<FollowUp[]>;
}

/** Colleagues, teams and owners, as `waymark.yaml` names them. */
export interface Colleagues {
  find(to: string, contactId: string): Promise<string | undefined>;
}

export type SendOutcome =
  | { outcome: 'sent'; messageId?: string }
  | { outcome: 'skipped'; reason: string }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'held'; reason: string; until: string };

export interface MessageOrder {
  channel: string;
  template: string;
  class: 'marketing' | 'transactional';
  topic?: string;
  tone?: Tone;
  with?: JsonMap;
  inQuietHours: 'hold' | 'drop';
  /** It must arrive: as long as nobody knows whether it has, it is handed over again, so often in all. Left out: once. */
  mostCalls?: number;
}

/** Sending, in the one order that neither repeats nor loses (claim, render, re-check, call, record); the engine fulfils it. */
export interface Messages {
  send(order: MessageOrder): Promise<SendOutcome>;
}

export interface Definitions {
  /** Starts a definition for this contact; the same key is the same run. */
  start(call: {
    definition: string;
    input: JsonMap;
    effectKey: string;
    /** Somebody waits for its end. */
    awaited?: boolean;
  }): Promise<{ outcome: 'started' | 'refused'; reason?: string; run?: string }>;
  /** This contact's open runs of it; gives how many. */
  steer(verb: 'pause' | 'resume' | 'stop', definition: string): Promise<number>;
}

/** Runs of one contact that come to one step while the first of them waits there, and are told of by that one. */
export interface Gatherings {
  /** `opened`: this run speaks for those that come. `key`: only those with the same. */
  join(key?: string): Promise<{ outcome: 'opened' } | { outcome: 'collected'; run: string }>;
  /** Nobody comes in any more. What started each of them, oldest first; undefined: another run speaks for this one by now. */
  close(key?: string): Promise<{ items: JsonMap[]; count: number } | undefined>;
}

/** Addresses of the contact to which nothing goes out any more. */
export interface OwnSuppressions {
  /** `false`: there is no address on this channel. `until`: it opens again then. */
  add(channel: ChannelName, reason: string, until?: string): Promise<boolean>;
}

/** Tickets, deals, orders: known by their events, hence changed by one. */
export interface Records {
  /** The record that the run is about; once a visit. */
  update(kind: string, fields: JsonMap): Promise<void>;
}

/** What another system has said. A `failed` call may be made again, unless that is said to be of no use. */
export type CallOutcome =
  | { outcome: 'answered'; status: number; body?: Json; reason?: string }
  | { outcome: 'failed'; reason: string; isFinal?: true; retryAfterSeconds?: number };

/** Calls that leave the house, under this visit's key: the other side knows a repeat by it. */
export interface OwnWebhooks {
  call(order: { url: string; body: JsonMap }): Promise<CallOutcome>;
}

export interface ChargeOrder {
  /** What it is for. */
  says: string;
  /** In the currency, with its decimals: `49.90`. */
  amount: string;
  currency: string;
  /** The provider's id; undefined: none is known, which declines it. */
  customer: string | undefined;
}

export type ChargeOutcome =
  | { outcome: 'charged'; id: string }
  | { outcome: 'declined'; reason: string }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'held'; reason: string; until: string };

/** Charging, once a visit of the step, however often it is tried; the engine fulfils it. */
export interface OwnCards {
  charge(order: ChargeOrder): Promise<ChargeOutcome>;
}

export interface StepPorts {
  clock: Clock;
  contactChanges: ContactChanges;
  records: Records;
  segments: Segments;
  followUps: Asking;
  colleagues: Colleagues;
  messages: Messages;
  cards: OwnCards;
  definitions: Definitions;
  gatherings: Gatherings;
  suppressions: OwnSuppressions;
  webhooks: OwnWebhooks;
}

/** What a step's `run` is handed: who, in which run, under which key, and the values its options may refer to. */
export interface StepContext {
  contactId: string;
  runId: string;
  definition: string;
  /** The definition's owner, an address of a colleague. */
  owner: string;
  purpose: string;
  /** The record that the run is about, in words: `ticket 17`. */
  about?: string;
  /** hash(run, step, visit, channel): the same on every attempt. */
  effectKey: string;
  /** Which of the step's nodes is worked on, by the word behind its id; `''`: its first. */
  part: string;
  /** The zone that days and times of day are read in. */
  zone: string;
  officeHours?: OfficeHours;
  /** The definition's `topic`. */
  topic?: string;
  now: string;
  ports: StepPorts;
  /** Resolves `{ from: path }` and renders Liquid in text; other values stay as they are. */
  value(written: unknown): Json | undefined;
  text(written: string): string;
  /** Asked of the contact as they are now, by the names of the step's own file. */
  holds(conditions: readonly CheckedCondition[]): Promise<boolean>;
}
