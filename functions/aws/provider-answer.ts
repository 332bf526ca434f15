/** Reads what a provider's answer, or its absence, means for the contact: sent, refused, certainly not sent, or nobody knows. */
import type { ProviderAnswer } from '../../lib/engine/ports.ts';

/** What one channel's provider says by an error's name. */
export interface AnswerTable {
  /** Come again later: nothing was sent. Seconds, or 0 where the engine's own back-off does. */
  throttled: Record<string, number>;
  /** Definitely not sent, and the same request never will be. Name → the reason in the timeline. */
  refused: Record<string, string>;
  /** As above, and nothing else either: it is the sender that is refused. */
  barred: Record<string, string>;
  /** Where one name stands for both, the text tells. */
  barredByText?: [says: RegExp, reason: string][];
}

interface Fault {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
  $response?: { statusCode?: number };
}

/** Names nobody, or a closed door, before one byte of the request had left. */
const NEVER_LEFT: Record<string, string> = {
  ECONNREFUSED: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  CERT_HAS_EXPIRED: 'untrusted-connection',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted-connection',
  ERR_TLS_CERT_ALTNAME_INVALID: 'untrusted-connection',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted-connection',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted-connection',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted-connection',
};

/** Why nothing was sent, by a connection's own code; undefined where something may have been. */
export const neverLeftBy = (code = ''): string | undefined => NEVER_LEFT[code];

/** On every channel. */
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled)/;

export function accepted(providerId: string | undefined): ProviderAnswer {
  return providerId ? { answer: 'accepted', providerId } : { answer: 'unknown', reason: 'unreadable-answer' };
}

/** In this order: a name can be trusted only together with the status that came with it. */
export function readFault(thrown: unknown, table: AnswerTable): ProviderAnswer {
  const fault = (thrown ?? {}) as Fault;
  const name = fault.name ?? '';
  const status = fault.$metadata?.httpStatusCode ?? fault.$response?.statusCode;
  if (status === undefined) return readSilence(fault);
  if (status === 429 || (isClientFault(status) && (THROTTLED.test(name) || name in table.throttled))) {
    const retryAfterSeconds = table.throttled[name] || undefined;
    return { answer: 'nothing-sent', reason: 'throttled', ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  // 408: the server gave up waiting, which says nothing about what it had read by then.
  if (isClientFault(status) && status !== 408) return readRefusal(fault, status, table);
  return { answer: 'unknown', reason: status < 300 ? 'unreadable-answer' : `status-${status}` };
}

/** No rights is the sender's fault, under whatever name. */
function readRefusal({ name = '', message = '' }: Fault, status: number, table: AnswerTable): ProviderAnswer {
  const barred =
    table.barred[name] ??
    table.barredByText?.find(([says]) => says.test(message))?.[1] ??
    (status === 401 || status === 403 ? 'not-permitted' : undefined);
  if (barred !== undefined) return { answer: 'refused', reason: barred, about: 'sender' };
  return { answer: 'refused', reason: table.refused[name] ?? 'rejected' };
}

function isClientFault(status: number): boolean {
  return status >= 400 && status < 500;
}

/** No answer at all. A connection's error is not to be judged by its name: a reset is called `TimeoutError`. */
function readSilence({ name, code = '' }: Fault): ProviderAnswer {
  // The SDK looks for credentials before it connects.
  const reason = name === 'CredentialsProviderError' ? 'no-credentials' : NEVER_LEFT[code];
  return reason ? { answer: 'nothing-sent', reason } : { answer: 'unknown', reason: 'answer-lost' };
}
