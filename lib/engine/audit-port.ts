/** What somebody who answers for contacts may ask afterwards: who did what, and what is kept of one of them. */
import type { JsonMap } from '../language/json.ts';

/** What was done to definitions, runs and contacts, by whom and when; outlives the contacts. */
export interface AuditEntry {
  /** Of the order: carried out twice, it stands once. */
  id: string;
  at: string;
  by: string;
  did: string;
  definition?: string;
  contact?: string;
  run?: string;
  reason?: string;
  /** What came of it, in words and numbers. */
  result?: JsonMap;
}

export interface Audit {
  /** The same id and instant again replaces the entry. */
  write(entry: AuditEntry): Promise<void>;
  /** Newest first, from `until` back to `since`, at most so many of those that `keeps`. */
  list(asked: {
    since: string;
    until: string;
    atMost: number;
    keeps?(entry: AuditEntry): boolean;
  }): Promise<AuditEntry[]>;
}

/** All that is kept under a contact's id, whichever port keeps it. */
export interface Belongings {
  /** By kind: `contact`, `identity`, `event`, `run`, `line`, `segment`, `entry`, `follow-up` and what else there is. */
  of(contactId: string): Promise<Record<string, JsonMap[]>>;
  /** Nothing of it is left; the contact themselves go last, so that whoever begins again knows whom it was about. */
  erase(contactId: string): Promise<void>;
}
