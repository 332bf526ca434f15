/** Lets a contact into every definition that an event starts for them, in the order of priority, or says why not. */
import type { ContactEvent } from '../language/event.ts';
import { readPath } from '../language/paths.ts';
import { triggerKind } from '../language/registry.ts';
import { ask } from './ask.ts';
import { keyOf } from './keys.ts';
import { zoneOf } from './passage.ts';
import type { EnginePorts, RegistryEntry } from './ports.ts';
import { type EntryVerdict, startRun } from './start-run.ts';

export interface Enrollment {
  definition: string;
  verdict: EntryVerdict;
}

/** Repeated with the same event it changes nothing more, and gives the same answers. */
export async function enrollContact(event: ContactEvent, ports: EnginePorts): Promise<Enrollment[]> {
  const routes = [...new Set([`${event.family}:${event.name}`, event.family])];
  const entries = (await Promise.all(routes.map((route) => ports.registry.triggers(route)))).flat();
  const enrollments: Enrollment[] = [];
  for (const entry of firstOfEach(entries.filter(({ trigger }) => startsOn(trigger, event)))) {
    const verdict = await enrollInto(entry, event, ports);
    if (verdict.outcome === 'refused') await tellRefusal(entry, event, verdict.reason, ports);
    enrollments.push({ definition: entry.definition, verdict });
  }
  return enrollments;
}

const startsOn = (trigger: RegistryEntry['trigger'], event: ContactEvent): boolean => {
  const kind = triggerKind(trigger.kind);
  return kind.family === event.family && kind.matches(trigger, event);
};

/** Two triggers of one definition that both match are one reason to enter. */
function firstOfEach(entries: RegistryEntry[]): RegistryEntry[] {
  const sorted = entries.toSorted((a, b) => b.priority - a.priority || a.definition.localeCompare(b.definition, 'en'));
  return sorted.filter((entry, index) => sorted.findIndex((one) => one.definition === entry.definition) === index);
}

async function enrollInto(entry: RegistryEntry, event: ContactEvent, ports: EnginePorts): Promise<EntryVerdict> {
  const live = await ports.registry.definition(entry.definition);
  if (!live || live.state === 'disabled') return { outcome: 'refused', reason: 'disabled' };
  const [version, contact, settings] = await Promise.all([
    ports.registry.version(live.name, live.version),
    ports.contacts.get(event.contact),
    ports.registry.settings(),
  ]);
  if (!version || !contact) return { outcome: 'refused', reason: version ? 'contact-unknown' : 'not-published' };

  const { per } = version.definition;
  const keyValue = per ? readPath({ event: event.data }, per) : undefined;
  const key = keyValue === undefined || keyValue === null ? undefined : String(keyValue);
  if (entry.audience) {
    const moment = { now: event.receivedAt, zone: zoneOf(contact, version, settings), contact };
    const values = { contact: { ...contact.fields, id: contact.id }, event: event.data };
    if (!(await ask(entry.audience, { moment, values, ports })).holds)
      return { outcome: 'refused', reason: 'not-in-audience' };
  }
  const { id, family, name, data, receivedAt } = event;
  return startRun({ contact, live, version, trigger: { id, family, name, data, receivedAt }, input: {}, key }, ports);
}

/** Why did this person not get in? One line a definition and event. */
const tellRefusal = (entry: RegistryEntry, event: ContactEvent, reason: string, ports: EnginePorts): Promise<void> =>
  ports.timeline.write({
    contact: event.contact,
    key: keyOf('refused', event.contact, entry.definition, event.id),
    at: event.receivedAt,
    definition: entry.definition,
    version: entry.version,
    kind: 'not-entered',
    outcome: 'refused',
    reason,
    detail: `${event.family} ${event.name}`,
  });
