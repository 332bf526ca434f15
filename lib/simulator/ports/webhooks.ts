/** Other teams' systems in a simulation: they take every call with a 200, unless the scenario says otherwise. */
import type { CallAnswer, OutgoingCall, Webhooks } from '../../engine/ports.ts';

export interface WebhookOptions {
  /** What the other side says; left out: 200. */
  answer?(call: OutgoingCall): CallAnswer | undefined;
  onCall?(call: OutgoingCall, answer: CallAnswer): void;
}

export function createMemoryWebhooks({ answer, onCall }: WebhookOptions = {}): Webhooks {
  return {
    async call(call) {
      const given = answer?.(call) ?? { answer: 'answered', status: 200, body: '{}', isJson: true };
      onCall?.(call, given);
      return given;
    },
  };
}
