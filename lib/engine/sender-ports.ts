/** The providers' edge: one attempt a call, and an answer that is never an exception. */

/** What a provider said. Nothing here is an exception: the table in the adapter has read the error already. */
export type ProviderAnswer =
  | { answer: 'accepted'; providerId: string }
  /** `about: 'sender'`: whoever it is for, nothing goes out until somebody mends our account, its rights or our address. */
  | { answer: 'refused'; reason: string; about?: 'sender' }
  | { answer: 'nothing-sent'; reason: string; retryAfterSeconds?: number }
  | { answer: 'unknown'; reason: string };

interface EmailParts {
  effect: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The instant of the claim; part of the headers. */
  at: string;
}

/** A marketing email without a one-click way out does not compile. */
export type OutgoingEmail = EmailParts &
  ({ class: 'marketing'; unsubscribeUrl: string } | { class: 'transactional'; unsubscribeUrl?: string });

export interface OutgoingSms {
  effect: string;
  to: string;
  text: string;
  class: 'marketing' | 'transactional';
}

/** One attempt a call, whatever happens. */
export interface Senders {
  email: { send(message: OutgoingEmail): Promise<ProviderAnswer> };
  sms: {
    send(message: OutgoingSms): Promise<ProviderAnswer>;
    /** Every IANA zone in which the owner of a number (E.164) may be; none where nobody can say. */
    zonesOf(number: string): string[];
    /** Takes a number off the provider's own list of those who texted it to stop; what it refuses stays on it. */
    allow(number: string): Promise<void>;
  };
}
