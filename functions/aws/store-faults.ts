/** What a fault of the store means for a contact's step: something that time heals, or something that it never will. */
import { RetryableError, TerminalError } from '../../lib/language/errors.ts';

/** The request can never succeed as it is. */
const HOPELESS: Record<string, string> = {
  ValidationException: 'store-refused',
  ItemCollectionSizeLimitExceededException: 'store-refused',
  ResourceNotFoundException: 'no-table',
  AccessDeniedException: 'store-forbidden',
  UnrecognizedClientException: 'store-forbidden',
};

/** The message names the kind of fault only: a provider's text may quote what was being written. */
export function translateStoreFault(thrown: unknown): Error {
  const { name = 'Error' } = (thrown ?? {}) as Error;
  const code = HOPELESS[name];
  if (code) return new TerminalError(`The table refused a request (${name}).`, { code, cause: thrown });
  return new RetryableError(`The table did not answer (${name}).`, { cause: thrown });
}
