/** A person we may write to, as the engine sees them at one moment. */
import type { JsonMap } from './json.ts';

export type ConsentState = 'in' | 'out' | 'pending';

export interface ConsentRecord {
  state: ConsentState;
  /** ISO instant of the choice; the later choice wins. */
  at: string;
  /** Where it was given: `form:trial-signup`, `one-click`, `import`. */
  source: string;
  /** The wording shown, so that consent can be proved. */
  wording?: string;
  /** What it can be traced to: the message whose link was pressed, the text that was sent back, the form's own id. */
  proof?: string;
}

export interface Contact {
  id: string;
  status: 'live' | 'erased';
  /** Everything known: `email`, `phone`, `timeZone`, `language` beside the team's own fields. */
  fields: JsonMap;
  /** Field → instant of its last change; one that is not named is as old as the contact. */
  changedAt?: Record<string, string>;
  /** topic → channel → choice. */
  consent: { [topic: string]: { [channel: string]: ConsentRecord } };
  createdAt: string;
  /** Who turned out to be this same person: what is kept under these ids is this contact's too. */
  mergedIds?: string[];
  /** What is left of a contact who turned out to be another one, and since when. */
  mergedInto?: string;
  mergedAt?: string;
  /** Raised by every change. */
  rev: number;
}
