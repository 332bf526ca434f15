/** What a fault of Step Functions, the bus or the scheduler means: try again later, or never. */
import { RetryableError, TerminalError } from '../../lib/language/errors.ts';

const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|ExecutionLimitExceeded|ServiceQuotaExceeded)/;

/** A 4xx that is no throttle will be one again; anything else may be gone the next time. */
export function translateServiceFault(thrown: unknown, service: string): Error {
  const { name = 'Error', $metadata } = (thrown ?? {}) as Error & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  if (THROTTLED.test(name) || status === 429) {
    return new RetryableError(`${service} is busy (${name}).`, { retryAfterSeconds: 2, cause: thrown });
  }
  if (status >= 400 && status < 500) {
    return new TerminalError(`${service} refused a request (${name}).`, { code: 'service-refused', cause: thrown });
  }
  return new RetryableError(`${service} did not answer (${name}).`, { cause: thrown });
}
