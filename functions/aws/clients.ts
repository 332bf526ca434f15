/** Builds every SDK client. Those whose call reaches a contact try once: the SDK would otherwise repeat a send by itself. */

/** Left out on AWS; the embedded stack and the tests say where to go instead. */
export interface Where {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Of the shared configuration, on the machine of an operator. */
  profile?: string;
}

interface ClientSettings extends Where {
  maxAttempts: number;
  requestHandler: {
    connectionTimeout: number;
    requestTimeout: number;
    socketTimeout: number;
    throwOnRequestTimeout: true;
    httpAgent?: { keepAlive: boolean };
    httpsAgent?: { keepAlive: boolean };
  };
}

type ClientKind<Client> = new (settings: ClientSettings) => Client;

/** Together shorter than a sender's 30 s less the 2 s that recording the answer takes. */
export const EFFECT_TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 12_000, socketTimeout: 12_000 };

export const STORE_TIMEOUTS = { connectionTimeout: 1_000, requestTimeout: 4_000, socketTimeout: 4_000 };

/** For calls that a contact notices and that the provider cannot tell from their repetition. */
export function createEffectClient<Client>(
  Kind: ClientKind<Client>,
  where: Where = {},
  timeouts = EFFECT_TIMEOUTS,
): Client {
  return new Kind({
    ...where,
    maxAttempts: 1,
    requestHandler: {
      ...timeouts,
      // Without it a request time-out only logs a warning and waits on.
      throwOnRequestTimeout: true,
      // A kept connection that the provider has closed meanwhile looks like a lost answer, which is never tried again.
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  });
}

/** For calls that may be repeated: reads, conditional writes, starts by name. */
export function createClient<Client>(Kind: ClientKind<Client>, where: Where = {}): Client {
  return new Kind({ ...where, maxAttempts: 4, requestHandler: { ...STORE_TIMEOUTS, throwOnRequestTimeout: true } });
}
