/** Keeps completing a team's names while a file is half typed: what the last good project knew is not forgotten at once. */
import type { Known } from '../check/known.ts';

/** Names of now, and beside them those of before. */
export function joinNames(before: Known, now: Known): Known {
  const joined = Object.entries({ ...before, ...now }).map(([what, names]) => {
    const old = before[what as keyof Known];
    return [what, names instanceof Map && old instanceof Map ? new Map([...old, ...names]) : names];
  });
  return { ...Object.fromEntries(joined), settings: joinSettings(before.settings, now.settings) };
}

function joinSettings(before: Known['settings'], now: Known['settings']): Known['settings'] {
  if (!before || !now) return now ?? before;
  const both = <Value>(one: Record<string, Value> | undefined, other: Record<string, Value> | undefined) =>
    one || other ? { ...one, ...other } : undefined;
  return {
    ...before,
    ...now,
    contact: both(before.contact, now.contact),
    events: both(before.events, now.events),
    topics: both(before.topics, now.topics),
    teams: { ...before.teams, ...now.teams },
    senders: { ...before.senders, ...now.senders },
  };
}
