/** What an Express machine and the handlers behind it agree on: a stretch carries a contact from one wait to the next. */

/** The state that sits out what is due shortly, to the instant: a schedule may be late by a minute. */
export const SHORT_WAIT = 'Short wait';

/** The fact, always given, on which a stretch that has come to a wait stays for it or ends. */
export const IS_SHORT = 'short';

/** Longer waits are left to the run's schedule. */
export const SHORT_WAIT_MS = 60_000;

/** What Express allows an execution. */
export const MOST_STRETCH_MS = 300_000;

/** Older, a stretch begins nothing more: with a short wait behind it and another before it, it might pass four minutes. */
export const OLD_STRETCH_MS = 120_000;

/** From its start on: what Express allows, the longest handler, and some more. Whatever has not ended by then is dead. */
export const STRETCH_DEADLINE_MS = MOST_STRETCH_MS + 60_000;
