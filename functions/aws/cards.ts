/** Charges cards on file through Stripe, or whatever speaks its language: each charge under one key, by which it can be found. */
import type { CardAnswer, Cards, Charge, FoundCharge } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { type JsonAnswer, type OneRequest, requestOnce } from './one-request.ts';
import { neverLeftBy } from './provider-answer.ts';

export interface CardSettings {
  /** The account's secret key; left out: no card can be charged. */
  key?: string;
  endpoint?: string;
  withinMs?: number;
}

/** What our amounts and their answers mean is pinned with it. */
const VERSION = '2024-06-20';
/** What finds a charge again. */
export const EFFECT_FIELD = 'waymark_effect';
/** A look at the customer and the charge itself, together shorter than the function's time. */
export const CARD_TIMEOUT_MS = 12_000;
const MOST_PAGES = 20;

type Fields = Record<string, unknown>;
type Ask = (asked: Pick<OneRequest, 'method' | 'body'> & { path: string; once?: string }) => Promise<JsonAnswer>;

export function createCards({
  key,
  endpoint = 'https://api.stripe.com',
  withinMs = CARD_TIMEOUT_MS,
}: CardSettings): Cards {
  if (!key) return noCards;
  const ask: Ask = ({ method, path, body, once }) =>
    requestOnce({
      method,
      url: `${endpoint}/v1/${path}`,
      body,
      withinMs,
      headers: {
        authorization: `Bearer ${key}`,
        'stripe-version': VERSION,
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(once !== undefined && { 'idempotency-key': once }),
      },
    });
  return {
    async charge(charge) {
      const card = await findCard(charge.customer, ask);
      if (typeof card !== 'string') return card;
      try {
        const body = formOf(charge, card);
        return readCharge(await ask({ method: 'POST', path: 'payment_intents', body, once: charge.effect }));
      } catch (thrown) {
        const reason = neverLeftBy((thrown as { code?: string }).code);
        return reason ? { answer: 'nothing-charged', reason } : { answer: 'unknown', reason: 'answer-lost' };
      }
    },
    async find({ effect, customer, since }) {
      let after = '';
      // Their clock is not ours.
      const from = String(Math.floor(Date.parse(since) / 1000) - 3600);
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = new URLSearchParams({
          customer,
          'created[gte]': from,
          limit: '100',
          ...(after && { starting_after: after }),
        });
        const { data, has_more: hasMore } = await listed(() =>
          ask({ method: 'GET', path: `payment_intents?${query}` }),
        );
        const found = data
          .filter(({ metadata }) => (metadata as Fields | undefined)?.[EFFECT_FIELD] === effect)
          .map(readFound);
        const best = found.find(({ found }) => found === 'charged') ?? found[0];
        if (best) return best;
        if (!hasMore) return { found: 'none' };
        after = String(data.at(-1)?.id);
      }
      throw new RetryableError('This customer has too many charges to look through.');
    },
  };
}

/** Whoever deploys without a key is told where a charge is wanted, and nobody is charged. */
const noCards: Cards = {
  charge: async () => ({ answer: 'refused', reason: 'no-card-key', about: 'sender' }),
  find: async () => {
    throw new RetryableError('No card provider is set.');
  },
};

/** The card that the customer has chosen. Nothing is charged by asking. */
async function findCard(customer: string, ask: Ask): Promise<string | CardAnswer> {
  let answer: JsonAnswer;
  try {
    answer = await ask({ method: 'GET', path: `customers/${encodeURIComponent(customer)}` });
  } catch {
    return { answer: 'nothing-charged', reason: 'unreachable' };
  }
  const { status, body } = answer;
  if (status === 401 || status === 403) return { answer: 'refused', reason: 'not-permitted', about: 'sender' };
  if (status === 404 || body?.deleted === true) return { answer: 'refused', reason: 'no-such-customer' };
  if (status !== 200 || !body) return { answer: 'nothing-charged', reason: `status-${status}` };
  const card = (body.invoice_settings as Fields | undefined)?.default_payment_method ?? body.default_source;
  return typeof card === 'string' ? card : { answer: 'declined', reason: 'no-card' };
}

function formOf({ effect, says, amountMinor, currency, customer }: Charge, card: string): string {
  return new URLSearchParams({
    amount: String(amountMinor * (unitsOf[currency] ?? 1)),
    currency: currency.toLowerCase(),
    customer,
    payment_method: card,
    'payment_method_types[]': 'card',
    off_session: 'true',
    confirm: 'true',
    description: says,
    [`metadata[${EFFECT_FIELD}]`]: effect,
  }).toString();
}

/** Where they count in other units than ISO 4217 does. */
const unitsOf: Record<string, number> = { ISK: 100, UGX: 100, MGA: 0.01 };

function readCharge({ status, body }: JsonAnswer): CardAnswer {
  const error = body?.error as Fields | undefined;
  const code = word(error?.code) ?? word(error?.type);
  if (status >= 200 && status < 300)
    return body ? readIntent(body) : { answer: 'unknown', reason: 'unreadable-answer' };
  if (status === 402) return { answer: 'declined', reason: word(error?.decline_code) ?? code ?? 'declined' };
  if (status === 429 || code === 'rate-limit' || code === 'lock-timeout')
    return { answer: 'nothing-charged', reason: 'throttled' };
  if (error?.type === 'idempotency_error') return { answer: 'refused', reason: 'other-request' };
  if (status === 401 || status === 403) return { answer: 'refused', reason: 'not-permitted', about: 'sender' };
  // 408 and 409: it may still be at work on what came first.
  if (status >= 400 && status < 500 && status !== 408 && status !== 409)
    return { answer: 'refused', reason: code ?? 'rejected' };
  return { answer: 'unknown', reason: `status-${status}` };
}

function readIntent(intent: Fields): CardAnswer {
  const found = readFound(intent);
  switch (found.found) {
    case 'charged':
      return { answer: 'charged', id: found.id };
    case 'declined':
      return { answer: 'declined', reason: found.reason };
    default:
      return { answer: 'unknown', reason: 'not-decided' };
  }
}

/** What stays without a card's yes waits for its holder, who is not there. */
function readFound({ id, status, last_payment_error: error }: Fields): FoundCharge {
  if (status === 'succeeded' && typeof id === 'string') return { found: 'charged', id };
  const waits = ['requires_payment_method', 'requires_action', 'requires_confirmation', 'canceled'];
  if (!waits.includes(String(status))) return { found: 'open' };
  const { decline_code: declined, code } = (error ?? {}) as Fields;
  return { found: 'declined', reason: word(declined) ?? word(code) ?? word(status) ?? 'declined' };
}

async function listed(ask: () => Promise<JsonAnswer>): Promise<{ data: Fields[]; has_more: boolean }> {
  const { status, body } = await ask().catch((cause) => {
    throw new RetryableError('The charges could not be listed.', { cause });
  });
  if (status !== 200 || !Array.isArray(body?.data))
    throw new RetryableError(`The charges could not be listed: ${status}.`);
  return { data: body.data as Fields[], has_more: body.has_more === true };
}

/** Their words are codes; anything else might be somebody's name. */
const word = (said: unknown): string | undefined =>
  typeof said === 'string' && /^[a-z][a-z0-9_]{1,40}$/.test(said) ? said.replaceAll('_', '-') : undefined;
