/** A contact's history, whose lines of messages are the claims that keep a send from happening twice. */
import type { JsonMap } from '../language/json.ts';

export type ClaimState = 'CLAIMED' | 'SENT' | 'FAILED' | 'UNKNOWN' | 'RELEASED';

/** A line of a contact's history; for a message it is the claim as well. */
export interface TimelineRow {
  contact: string;
  /** Fixed: the effect key, or run, step and visit for a decision. Writing it again replaces it. */
  key: string;
  at: string;
  /** Of the run's record when this was told, by which lines of one instant stand in their order. */
  seq?: number;
  /** Among those told with one `seq`; left out: behind them. */
  place?: number;
  run?: string;
  definition?: string;
  version?: string;
  step?: string;
  /** `entered`, `step`, `decided`, `waiting`, `settled`, `goal`, `ended`, `message`, `consent`, `operator`. */
  kind: string;
  outcome?: string;
  reason?: string;
  detail?: string;
  /** Channel, template, address-free facts, answers of conditions. */
  facts?: JsonMap;
  claim?: {
    state: ClaimState;
    attempt: string;
    deadline: string;
    /** Of what is handed over, where that may be done again: the same request, or none. */
    requestHash?: string;
    /** How often it may have been handed over; left out: once. */
    calls?: number;
    providerId?: string;
    /** Delivery, bounce, open, click as they come: word → instant. */
    answers?: Record<string, string>;
  };
}

export interface Timeline {
  /** Idempotent: the same key replaces itself. */
  write(row: TimelineRow): Promise<void>;
  /** What a run has said for a while, in one write under a key of its own: the same key again replaces all of it. */
  tell(told: { contact: string; key: string; rows: readonly TimelineRow[] }): Promise<void>;
  /** Puts a row with a claim if there is none, or a RELEASED one; else gives what stands there (strong read). */
  claim(row: TimelineRow): Promise<{ won: true } | { won: false; row: TimelineRow }>;
  /** Replaces the row if its claim is still this attempt's and in one of `from`. */
  settle(row: TimelineRow, attempt: string, from: ClaimState[]): Promise<'written' | 'lost'>;
  get(contactId: string, key: string): Promise<TimelineRow | undefined>;
  /** Messages of which nobody knows whether they left, of a definition or of all. */
  unknown(definition?: string): AsyncIterable<TimelineRow>;
  /** Sorted by `at`, with what the contact's runs still carry on their records; a line that was told twice is there once. */
  of(contactId: string, run?: string): Promise<TimelineRow[]>;
}
