/** Places in a contact's caps: one for each message on its way, so that two journeys never both take the last one. */
import { type Cap, type Counted, helps, isCounted } from '../language/caps.ts';
import { after, before, type OfficeHours } from '../language/durations.ts';
import type { Settings } from '../language/project.ts';

export interface Place extends Counted {
  /** The message's own key: however often it is tried, it takes one place. */
  effect: string;
  attempt: string;
  at: string;
}

export interface Limit {
  atMost: number;
  counts(place: Place): boolean;
  /** Of others so many have to stand there for each `atMost`. */
  forEvery?: { of: number; counts(place: Place): boolean };
}

/** Full: by index of the limit, the place that must come free before there is room; none, where others have to come first. */
export type Taking = { taken: Place[] } | { full: { limit: number; next?: Place }[] };

/** A place in all of them or in none. What was taken before `keepSince` is forgotten; what stands elsewhere counts, and stays there. */
export function takePlace(
  standing: readonly Place[],
  place: Place,
  { limits, keepSince, elsewhere = [] }: { limits: readonly Limit[]; keepSince: string; elsewhere?: readonly Place[] },
): Taking {
  const isOther = ({ effect, at }: Place) => effect !== place.effect && at > keepSince;
  const others = standing.filter(isOther);
  const all = [...others, ...elsewhere.filter(isOther)];
  const full = limits.flatMap(({ atMost, counts, forEvery }, limit) => {
    const counted = all.filter(counts).sort((a, b) => (a.at < b.at ? -1 : 1));
    const room = forEvery ? atMost * Math.floor(all.filter(forEvery.counts).length / forEvery.of) : atMost;
    return counted.length < room ? [] : [{ limit, next: counted[counted.length - room] }];
  });
  return full.length > 0 ? { full } : { taken: [...others, place] };
}

/** Only as long as no later attempt has taken it over. */
export function givePlaceBack(
  standing: readonly Place[],
  { effect, attempt }: Pick<Place, 'effect' | 'attempt'>,
): Place[] | undefined {
  const left = standing.filter((place) => place.effect !== effect || place.attempt !== attempt);
  return left.length < standing.length ? left : undefined;
}

interface Where {
  now: string;
  zone: string;
  officeHours?: OfficeHours;
}

export const capsOn = (message: Counted, { caps = [] }: Pick<Settings, 'caps'>): Cap[] =>
  caps.filter((cap) => isCounted(message, cap));

/** Whether it takes a place at all: as one that a cap keeps back, or as one that makes room for another. */
export const takesPlace = (message: Counted, { caps = [] }: Pick<Settings, 'caps'>): boolean =>
  caps.some((cap) => isCounted(message, cap) || helps(message, cap));

export function limitOf(cap: Cap, { definition }: Counted, { now, zone, officeHours }: Where): Limit {
  const isNear = (place: Place) =>
    (cap.inside === undefined || place.definition === definition) && after(place.at, cap.per, zone, officeHours) > now;
  return {
    atMost: cap.atMost,
    counts: (place) => isCounted(place, cap) && isNear(place),
    ...(cap.forEvery && { forEvery: { of: cap.forEvery, counts: (place) => helps(place, cap) && isNear(place) } }),
  };
}

/** No cap of the project reaches further back: a month more, since calendar lengths differ by where one counts from. */
export function farthestBack({ caps = [] }: Pick<Settings, 'caps'>, { now, zone, officeHours }: Where): string {
  const starts = caps.map(({ per }) => before(now, per, zone, officeHours));
  const first = starts.reduce((earliest, start) => (start < earliest ? start : earliest), now);
  return new Date(Date.parse(first) - 31 * 86_400_000).toISOString();
}
