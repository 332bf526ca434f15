/** The edge to other teams' systems: one try a call, and an answer that is never an exception. */

export interface OutgoingCall {
  /** The effect's reference; its key is the message's id on every try, by which the other side knows a repeat. */
  effect: string;
  /** https, a public name, port 443; where it leads is looked at before each call. */
  url: string;
  /** JSON. */
  body: string;
}

export type CallAnswer =
  | {
      answer: 'answered';
      status: number;
      /** Left out where there is none, or with the reason why it was not read. */
      body?: string;
      unread?: string;
      isJson?: boolean;
      retryAfterSeconds?: number;
    }
  /** It will not be called, now or ever. */
  | { answer: 'refused'; reason: string }
  /** It may have heard it, or not. */
  | { answer: 'unanswered'; reason: string };

export interface Webhooks {
  call(call: OutgoingCall): Promise<CallAnswer>;
}
