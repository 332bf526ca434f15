/** Stands where the payment provider is: customers, cards, charges, and keys under which it answers as it did before. */
import { type Language, openProvider, type Provider, type Received, type Spoken } from './provider-stand-in.ts';

export interface CardProvider extends Provider {
  /** Money that has moved, and what the bank has said no to. */
  charges: Record<string, unknown>[];
  /** Those that ask for a charge. */
  asked(): Received[];
}

const json = (body: unknown, status = 200): Spoken => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const fault = (code: string, status: number, more: object = {}): Spoken =>
  json({ error: { type: 'invalid_request_error', code, message: 'No.', ...more } }, status);

/** `cus_ann` has a card, `cus_poor` one without money, `cus_wary` one that asks for its holder, `cus_none` has none. */
const cards: Record<string, string | undefined> = {
  cus_ann: 'pm_good',
  cus_poor: 'pm_empty',
  cus_wary: 'pm_wary',
  cus_slow: 'pm_slow',
  cus_none: undefined,
};

export async function openCardProvider(): Promise<CardProvider> {
  const charges: Record<string, unknown>[] = [];
  const known = new Map<string, { body: string; said: Spoken }>();

  function charge(request: Received): Spoken {
    const key = String(request.headers['idempotency-key'] ?? '');
    const before = known.get(key);
    if (before && before.body !== request.body) return fault('', 400, { type: 'idempotency_error' });
    const said = before?.said ?? carryOut(new URLSearchParams(request.body));
    known.set(key, { body: request.body, said });
    return said;
  }

  function carryOut(form: URLSearchParams): Spoken {
    const metadata = Object.fromEntries(
      [...form].flatMap(([name, value]) => {
        const [, inner] = /^metadata\[(.+)\]$/.exec(name) ?? [];
        return inner ? [[inner, value]] : [];
      }),
    );
    const intent = { id: `pi_${charges.length + 1}`, ...Object.fromEntries(form), metadata, created: 1_772_445_600 };
    const say = (status: string, code?: string) => {
      const error = code === undefined ? undefined : { type: 'card_error', code: 'card_declined', decline_code: code };
      charges.push({ ...intent, status, last_payment_error: error });
      return error ? json({ error: { ...error, message: 'No.' } }, 402) : json({ ...intent, status });
    };
    switch (form.get('payment_method')) {
      case 'pm_empty':
        return say('requires_payment_method', 'insufficient_funds');
      case 'pm_wary':
        return say('requires_payment_method', 'authentication_required');
      case 'pm_slow':
        return say('processing');
      default:
        return say('succeeded');
    }
  }

  const isCharge = ({ method }: Received) => method === 'POST';
  const language: Language = {
    throttled: 'rate_limit',
    rejected: 'parameter_invalid_integer',
    fault,
    spares: (request) => !isCharge(request),
    answer(request) {
      if (request.headers.authorization !== 'Bearer sk_test') return fault('api_key_expired', 401);
      if (isCharge(request)) return charge(request);
      const { pathname, searchParams } = new URL(request.path, 'http://provider');
      const [, customer] = /^\/v1\/customers\/(\w+)$/.exec(pathname) ?? [];
      if (customer !== undefined) {
        if (!Object.hasOwn(cards, customer)) return fault('resource_missing', 404);
        return json({ id: customer, invoice_settings: { default_payment_method: cards[customer] ?? null } });
      }
      // Newest first, a few at a time.
      const own = charges.filter((one) => one.customer === searchParams.get('customer')).toReversed();
      const from = own.findIndex(({ id }) => id === searchParams.get('starting_after')) + 1;
      return json({ data: own.slice(from, from + 2), has_more: from + 2 < own.length });
    },
  };
  const provider = await openProvider(language);
  return Object.assign(provider, { charges, asked: () => provider.received.filter(isCharge) });
}
