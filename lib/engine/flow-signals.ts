/** What a handler throws so that the machine leaves its normal path; Step Functions matches on the names. */

/** The same step again, at the instant that the record holds. */
export class Held extends Error {
  override readonly name = 'Held';
}
/** The record stands somewhere else: go there. */
export class Elsewhere extends Error {
  override readonly name = 'Elsewhere';
}
/** This execution has nothing left to do. */
export class Stale extends Error {
  override readonly name = 'Stale';
}
/** A claim was released because nothing left the house: the machine may try again. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}

const names = new Set(['Held', 'Elsewhere', 'Stale', 'NothingSent']);
export const isFlowSignal = (thrown: unknown): boolean => thrown instanceof Error && names.has(thrown.name);

/** Of a message from a queue, which no machine waits for: not to be judged yet, but when it comes again. */
export class Later extends Error {
  override readonly name = 'Later';
}
