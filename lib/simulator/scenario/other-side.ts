/** Stands in for other teams' systems in a scenario: keeps what it was told, and answers as the scenario says. */
import { readEffectReference } from '../../engine/effect-reference.ts';
import type { CallAnswer, OutgoingCall, Webhooks } from '../../engine/ports.ts';
import type { Json, JsonMap } from '../../language/json.ts';
import { createMemoryWebhooks } from '../ports/webhooks.ts';
import type { Fault, WebhookAnswers } from './schema.ts';

/** One try, as it was heard. */
export interface Called {
  contact: string;
  run: string;
  /** The same for each try of a visit. */
  key: string;
  url: string;
  at: string;
  /** Whatever the step may be called in a scenario, its id first. */
  names: string[];
  body: JsonMap;
}

export interface OtherSideOptions {
  now(): string;
  /** Asked once a call. */
  namesOf(effect: string): string[];
  faultFor(names: string[]): Fault['fault'] | undefined;
  /** In order; the last one stands for all that follow. */
  answers: readonly WebhookAnswers[];
}

export function createOtherSide({ now, namesOf, faultFor, answers }: OtherSideOptions): {
  webhooks: Webhooks;
  called: Called[];
} {
  const called: Called[] = [];
  const heard = new Map<WebhookAnswers, number>();

  function answer({ effect, url, body }: OutgoingCall): CallAnswer {
    const names = namesOf(effect);
    const fault = faultFor(names);
    if (fault === 'throttled') return { answer: 'unanswered', reason: 'throttled' };
    if (fault === 'rejected') return { answer: 'refused', reason: 'rejected' };
    const { contact = '', run = '', key = '' } = readEffectReference(effect) ?? {};
    called.push({ contact, run, key, url, at: now(), names, body: JSON.parse(body) });
    if (fault === 'answer-lost') return { answer: 'unanswered', reason: 'answer-lost' };
    const said = answers.find(({ step }) => names.includes(step));
    if (!said) return says(200, {});
    const turn = heard.get(said) ?? 0;
    heard.set(said, turn + 1);
    const one = said.answers[Math.min(turn, said.answers.length - 1)]!;
    return typeof one === 'number' ? says(one, {}) : says(one.status, (one.body ?? {}) as Json, one['retry-after']);
  }

  return { webhooks: createMemoryWebhooks({ answer }), called };
}

const says = (status: number, body: Json, retryAfterSeconds?: number): CallAnswer => ({
  answer: 'answered',
  status,
  body: JSON.stringify(body),
  isJson: true,
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
});
