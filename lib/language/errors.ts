/** Faults, in two kinds: one that time may heal, one that it will not. Everything else is a diagnostic or an outcome. */

export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly retryAfterSeconds: number | undefined;
  constructor(message: string, facts: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, { cause: facts.cause });
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

export class TerminalError extends Error {
  override readonly name: string = 'TerminalError';
  readonly code: string;
  constructor(message: string, facts: { code: string; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
  }
}
