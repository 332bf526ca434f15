/** Whether a trigger starts on an event that was brought to it: on what happened, or on what is told of a thing that is watched. */
import type { ContactEvent } from '../language/event.ts';
import { triggerKind } from '../language/registry.ts';
import { MEMBERSHIP } from '../language/triggers/segment.ts';
import type { RegistryEntry } from './ports.ts';

/** `before`: what was told earlier of the same thing, where the kind looks it up. */
export function startsOn(entry: RegistryEntry, event: ContactEvent, before?: readonly ContactEvent[]): boolean {
  const { trigger, watch } = entry;
  const kind = triggerKind(trigger.kind);
  if (!isMeant(entry, event)) return false;
  if (watch === undefined) return kind.family === event.family && kind.matches(trigger, event, before);
  if (event.family !== kind.watch?.family || event.name !== watch) return false;
  return kind.family !== event.family || kind.matches(trigger, event);
}

/** A segment that still holds somebody whose run has ended tells so to that one definition. */
const isMeant = ({ definition }: RegistryEntry, { family, data }: ContactEvent): boolean =>
  family !== MEMBERSHIP || data.only === undefined || data.only === definition;
