/** What a change of the table means to triggers: a field or a score that has changed, a membership, a run that has ended. */
import type { ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import { triggerKind } from '../language/registry.ts';
import { MEMBERSHIP } from '../language/triggers/segment.ts';
import { changedKeys } from './changed-keys.ts';
import { isForgotten } from './forgotten.ts';
import { keyOf } from './keys.ts';
import type { Change, EnginePorts, Listeners, RegistryEntry } from './ports.ts';
import { refOf } from './run-record.ts';
import { startsOn } from './starts-on.ts';

/** Kept as events under ids of their change, so that one that is told twice starts nobody twice; only what somebody starts on. */
export async function deriveEvents(
  changes: readonly Change[],
  listeners: Listeners,
  { events, clock }: Pick<EnginePorts, 'events' | 'clock'>,
): Promise<void> {
  const derived = changes.flatMap((change) => eventsOf(change, listeners, clock.now()));
  for (const event of new Map(derived.map((one) => [one.id, one])).values()) await events.put(event);
}

function eventsOf(change: Change, { routes }: Listeners, now: string): ContactEvent[] {
  switch (change.kind) {
    case 'event':
      return [];
    case 'contact':
      return learnedFrom(change, learnersOf(routes), now);
    case 'segment': {
      const { id, contact, segment, member, at } = change;
      // Who is in a segment with a rule is watched.
      const entries = (routes[`${MEMBERSHIP}:${segment}`] ?? []).filter(({ watch }) => watch === undefined);
      return wanted(entries, told(keyOf(MEMBERSHIP, id), MEMBERSHIP, segment, contact, at, { member }));
    }
    case 'run': {
      const { before, after } = change;
      if (!after?.end || before?.end) return [];
      // Of somebody who is forgotten nothing more is kept; whoever is held out has not been there.
      if (isForgotten(after.end) || after.end.how === 'held-out') return [];
      const { how, reason, at } = after.end;
      const data = { outcome: reason, how, run: after.run, ...(after.output && { output: after.output }) };
      const id = keyOf('ended', refOf(after));
      return wanted(routes[`ended:${after.definition}`], told(id, 'ended', after.definition, after.contact, at, data));
    }
  }
}

function learnedFrom(
  { id, before, after }: Extract<Change, { kind: 'contact' }>,
  learners: readonly RegistryEntry[],
  now: string,
): ContactEvent[] {
  // Whoever has just become known has not changed.
  if (learners.length === 0 || !before || !after) return [];
  const changed = changedKeys(before.fields, after.fields);
  return learners.flatMap((entry) => {
    const { family, learns } = triggerKind(entry.trigger.kind);
    const field = learns?.field(entry.trigger);
    if (!learns || field === undefined || !changed.includes(field)) return [];
    const { name, data } = learns.told(entry.trigger, { before: before.fields, after: after.fields });
    if (JSON.stringify(data.from) === JSON.stringify(data.to)) return [];
    const at = after.changedAt?.[field] ?? now;
    return wanted([entry], told(keyOf('learned', id, family, name), family, name, after.id, at, data));
  });
}

const told = (id: string, family: string, name: string, contact: string, at: string, data: JsonMap): ContactEvent => ({
  id,
  family,
  name,
  contact,
  at,
  receivedAt: at,
  data,
});

const wanted = (entries: readonly RegistryEntry[] = [], event: ContactEvent): ContactEvent[] =>
  entries.some((entry) => startsOn(entry, event)) ? [event] : [];

/** Found once for each deploy: contacts change far more often. */
const known = new WeakMap<Listeners['routes'], RegistryEntry[]>();

function learnersOf(routes: Listeners['routes']): RegistryEntry[] {
  const found =
    known.get(routes) ??
    Object.values(routes)
      .flat()
      .filter(({ trigger }) => triggerKind(trigger.kind).learns);
  known.set(routes, found);
  return found;
}
