/** Keeps completing a team's names while a file is half typed: what the last good project knew is not forgotten at once. */
import type { Known } from '../check/known.ts';

/** Names of now, and beside them those of before. */
export function joinNames(before: Known, now: Known): Known {
  const both = <Value>(of: (known: Known) => ReadonlyMap<string, Value> | undefined) =>
    new Map([...(of(before) ?? []), ...(of(now) ?? [])]);
  return {
    ...now,
    templates: both(({ templates }) => templates),
    segments: both(({ segments }) => segments),
    forms: both(({ forms }) => forms),
    definitions: both(({ definitions }) => definitions),
    settings: joinSettings(before.settings, now.settings),
  };
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
