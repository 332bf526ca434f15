/** Judges from the counts whether a journey harms more than it does: too many fail at a step, or too many complain. */
export type Counts = Record<string, number>;

interface Snapshot {
  at: string;
  counts: Counts;
}

/** From where is counted. `day`: since its first failure. `long`: half a month at least, or since it was brought back. */
export interface Since {
  day: Snapshot;
  long: { from: Counts; next: Snapshot };
}

export interface Trouble {
  step: string;
  what: 'failed' | 'complained';
  many: number;
  of: number;
}

const DAY_MS = 86_400_000;
const HALF_MONTH_MS = 15 * DAY_MS;

/** One in ten; of fewer than ten contacts that is not one contact. */
const FAILING = { share: 0.1, from: 10 };
/** One in a thousand; of fewer messages it takes three, which are no accident. */
const COMPLAINING = { share: 0.001, from: 1_000, orMany: 3 };

/** Where nobody has counted before, all that was ever counted stands against the long time, and nothing against the day. */
export function sinceOf(kept: Since | undefined, counts: Counts, now: string): Since {
  const here: Snapshot = { at: now, counts };
  const { day, long } = kept ?? { day: here, long: { from: {}, next: here } };
  const isOver = ({ at }: Snapshot, ms: number) => Date.parse(now) - Date.parse(at) >= ms;
  return {
    day: isOver(day, DAY_MS) ? here : day,
    long: isOver(long.next, HALF_MONTH_MS) ? { from: long.next.counts, next: here } : long,
  };
}

/** As when it is brought back: from here on is counted. */
export const fromNow = (counts: Counts, now: string): Since => {
  const here = { at: now, counts };
  return { day: here, long: { from: counts, next: here } };
};

export function troubleAt(
  step: string,
  what: Trouble['what'],
  counts: Counts,
  { day, long }: Since,
): Trouble | undefined {
  const grown = (from: Counts, name: string) => (counts[name] ?? 0) - (from[name] ?? 0);
  const seen = (from: Counts): Trouble => {
    const many = grown(from, `${what}:${step}`);
    return { step, what, many, of: Math.max(many, grown(from, `passed:${step}`)) };
  };
  const isTooMuch = what === 'failed' ? isFailing : isComplaining;
  return (what === 'failed' ? [day.counts, long.from] : [long.from]).map(seen).find(isTooMuch);
}

const isFailing = ({ many, of }: Trouble): boolean => of >= FAILING.from && many >= of * FAILING.share;

const isComplaining = ({ many, of }: Trouble): boolean =>
  (of >= COMPLAINING.from || many >= COMPLAINING.orMany) && many >= of * COMPLAINING.share;
