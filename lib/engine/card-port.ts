/** The payment provider's edge: it knows each charge by its key, and an answer is never an exception. */

/** The same for each attempt at one charge. */
export interface Charge {
  /** Under it the provider knows a repeat; it also travels with the charge, so that it can be found. */
  effect: string;
  /** For the statement. */
  says: string;
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  /** The provider's own id of whom it charges. */
  customer: string;
}

export type CardAnswer =
  | { answer: 'charged'; id: string }
  /** Not charged, by the word of the bank or for want of a card: that is final under this key. */
  | { answer: 'declined'; reason: string }
  /** Not charged, and the same request never will be; `about: 'sender'`: nor anybody else's. */
  | { answer: 'refused'; reason: string; about?: 'sender' }
  | { answer: 'nothing-charged'; reason: string }
  | { answer: 'unknown'; reason: string };

/** `open`: it stands there, and is not decided yet. */
export type FoundCharge =
  | { found: 'charged'; id: string }
  | { found: 'declined'; reason: string }
  | { found: 'open' | 'none' };

export interface Cards {
  /** One attempt a call. The same key within a day is the same charge; with other content it is refused as `other-request`. */
  charge(charge: Charge): Promise<CardAnswer>;
  /** What became of it, however long ago; `since`: no later than its first attempt. Throws RetryableError. */
  find(asked: { effect: string; customer: string; since: string }): Promise<FoundCharge>;
}
