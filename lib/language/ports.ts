/** What a step may ask of the world. Interfaces only: memory and AWS answer them, one contract suite holds both. */

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
}

export interface Segments {
  add(contactId: string, segment: string, at: string): Promise<'added' | 'there-already'>;
  remove(contactId: string, segment: string, at: string): Promise<'removed' | 'not-there'>;
  has(contactId: string, segment: string): Promise<boolean>;
}

export interface FollowUp {
  effectKey: string;
  contactId: string;
  title: string;
  assigneeId: string;
  dueAt: string;
  createdAt: string;
  state: 'open' | 'done';
}

export interface FollowUps {
  /** A second create under one effect key finds the first. */
  create(followUp: FollowUp): Promise<'created' | 'there-already'>;
  list(assigneeId?: string): Promise<FollowUp[]>;
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
  with?: JsonMap;
  inQuietHours: 'hold' | 'drop';
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
}

export interface StepPorts {
  clock: Clock;
  contactChanges: ContactChanges;
  segments: Segments;
  followUps: FollowUps;
  colleagues: Colleagues;
  messages: Messages;
  definitions: Definitions;
}

/** What a step's `run` is handed: who, in which run, under which key, and the values its options may refer to. */
export interface StepContext {
  contactId: string;
  runId: string;
  definition: string;
  /** The definition's owner, an address of a colleague. */
  owner: string;
  /** hash(run, step, visit, channel): the same on every attempt. */
  effectKey: string;
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
}
