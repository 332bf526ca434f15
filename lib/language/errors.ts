/** Faults, in two kinds: one that time may heal, one that it will not. Everything else is a diagnostic or an outcome. */

export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly retryAfterSeconds: number | undefined;
  /** For the timeline, where it is known; left out: the error's name. */
  readonly code: string | undefined;
  constructor(message: string, facts: { retryAfterSeconds?: number; code?: string; cause?: unknown } = {}) {
    super(message, { cause: facts.cause });
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.code = facts.code;
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
