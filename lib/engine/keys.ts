/** The keys under which an effect happens once, whoever tries it, and however often. */
import { createHash } from 'node:crypto';

/** 96 bits in letters and digits: fits an execution's name twice over. */
export function keyOf(...parts: (string | number | undefined)[]): string {
  return createHash('sha256')
    .update(parts.map((part) => part ?? '').join('\n'))
    .digest('hex')
    .slice(0, 24);
}

/** No version and no `seq`: a contact moved to another version must not get the same step twice. */
export const effectKey = (run: string, step: string, visit: number, channel: string): string =>
  keyOf('effect', run, step, visit, channel);

/** For lines of the timeline that are no effects: decisions, waits, ends. */
export const lineKey = (run: string, what: string, visit: number): string => keyOf('line', run, what, visit);
