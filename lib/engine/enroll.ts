/** Lets a contact into every definition that an event starts for them, in the order of priority, or says why not. */
import type { CheckedCondition } from '../language/checked.ts';
import type { Contact } from '../language/contact.ts';
import { type ContactEvent, familiesOf } from '../language/event.ts';
import { readPath } from '../language/paths.ts';
import { triggerKind } from '../language/registry.ts';
import type { Version } from '../language/version.ts';
import { ask } from './ask.ts';
import { findEvents } from './family.ts';
import type { Queued } from './group-slot.ts';
import { keyOf } from './keys.ts';
import { entryOf, zoneOf } from './passage.ts';
import type { EnginePorts, LiveDefinition, RegistryEntry } from './ports.ts';
import { takesEntries } from './registry-port.ts';
import { readExecutionName } from './run-record.ts';
import { type EntryVerdict, startRun } from './start-run.ts';
import { startsOn } from './starts-on.ts';

export interface Enrollment {
  definition: string;
  verdict: EntryVerdict;
}

/** Repeated with the same event it changes nothing more, and gives the same answers. */
export async function enrollContact(event: ContactEvent, ports: EnginePorts): Promise<Enrollment[]> {
  const routes = [...new Set(familiesOf(event))];
  const entries = (await Promise.all(routes.map((route) => ports.registry.triggers(route)))).flat();
  const started: RegistryEntry[] = [];
  for (const entry of entries) if (startsOn(entry, event, await told(entry, event, ports))) started.push(entry);
  const enrollments: Enrollment[] = [];
  const faults: unknown[] = [];
  for (const entry of firstOfEach(started)) {
    try {
      const verdict = await enrollInto(entry, event, ports);
      // Whoever is held out has a run that says so.
      if (verdict.outcome === 'refused' && verdict.run === undefined)
        await tellRefusal(entry, event, verdict.reason, ports);
      enrollments.push({ definition: entry.definition, verdict });
    } catch (thrown) {
      // What ails one definition keeps nobody out of the others.
      faults.push(thrown);
    }
  }
  if (faults.length > 0) throw faults[0];
  return enrollments;
}

/** What was told before of the same thing, where only a change of it starts anything. */
async function told({ trigger }: RegistryEntry, event: ContactEvent, ports: EnginePorts): Promise<ContactEvent[]> {
  const lookup = triggerKind(trigger.kind).lookUp?.(trigger, event);
  return lookup ? findEvents(await readContact(event, ports), lookup, ports) : [];
}

const readContact = async ({ contact }: ContactEvent, { contacts }: EnginePorts) =>
  (await contacts.get(contact)) ?? { id: contact };

/** Two triggers of one definition that both match are one reason to enter. */
function firstOfEach(entries: RegistryEntry[]): RegistryEntry[] {
  const sorted = entries.toSorted((a, b) => b.priority - a.priority || a.definition.localeCompare(b.definition, 'en'));
  return sorted.filter((entry, index) => sorted.findIndex((one) => one.definition === entry.definition) === index);
}

async function enrollInto(entry: RegistryEntry, event: ContactEvent, ports: EnginePorts): Promise<EntryVerdict> {
  const live = await ports.registry.definition(entry.definition);
  if (!live) return { outcome: 'refused', reason: 'disabled' };
  const [version, contact] = await Promise.all([
    ports.registry.version(live.name, live.version),
    ports.contacts.get(event.contact),
  ]);
  if (!version || !contact) return { outcome: 'refused', reason: version ? 'contact-unknown' : 'not-published' };
  const entering = { event, live, version, contact };
  return letIn(entering, () => refusalOf(entry, entering, ports), ports);
}

/** Their turn has come: as if they had come now, if they may still enter. */
export async function startQueued(
  { run, definition, trigger, input, key }: Queued,
  contactId: string,
  ports: EnginePorts,
): Promise<EntryVerdict> {
  const live = await ports.registry.definition(definition);
  const [version, contact] = await Promise.all([
    live && ports.registry.version(live.name, live.version),
    ports.contacts.get(contactId),
  ]);
  if (!live || !version || contact?.status !== 'live') return { outcome: 'refused', reason: 'disabled' };
  const { id, family, name, data } = trigger;
  const receivedAt = ports.clock.now();
  const event: ContactEvent = { id, family, name, contact: contactId, at: receivedAt, receivedAt, data };
  const entering = { event, live, version, contact };
  const refuses = async () => {
    if (!takesEntries(live)) return 'disabled';
    return (await isMeant(version.definition.if, entering, ports)) ? undefined : 'not-in-audience';
  };
  const verdict = await startRun(
    {
      contact,
      under: readExecutionName(run).contact,
      live,
      version,
      trigger: { ...trigger, receivedAt },
      input,
      key,
      refuses,
    },
    ports,
  );
  if (verdict.outcome === 'refused' && verdict.run === undefined && verdict.reason !== 'queued')
    await tellRefusal({ definition, version: version.hash }, { ...event, id: `${id} turn` }, verdict.reason, ports);
  return verdict;
}

/** Somebody for whom something has happened, and the definition that it starts. */
export interface Entering {
  event: ContactEvent;
  live: LiveDefinition;
  version: Version;
  contact: Contact;
}

export function letIn(
  { event, live, version, contact }: Entering,
  refuses: () => Promise<string | undefined>,
  ports: EnginePorts,
): Promise<EntryVerdict> {
  const { per } = version.definition;
  const keyValue = per ? readPath({ event: event.data }, per) : undefined;
  const key = keyValue === undefined || keyValue === null ? undefined : String(keyValue);
  const { id, family, name, data, receivedAt } = event;
  const trigger = { id, family, name, data, receivedAt };
  return startRun({ contact, under: event.contact, live, version, trigger, input: {}, key, refuses }, ports);
}

/** What was refused once stays refused: an event that comes again finds another moment, but is no other event. */
async function refusalOf(entry: RegistryEntry, entering: Entering, ports: EnginePorts): Promise<string | undefined> {
  const { event, live } = entering;
  const told = await ports.timeline.get(event.contact, refusalKey(entry, event));
  if (told) return told.reason;
  if (!takesEntries(live)) return 'disabled';
  return (await isMeant(entry.audience, entering, ports)) ? undefined : 'not-in-audience';
}

/** Whether the conditions hold for them as the event is received. */
export async function isMeant(
  conditions: readonly CheckedCondition[] | undefined,
  { event, version, contact }: Entering,
  ports: EnginePorts,
): Promise<boolean> {
  if (!conditions) return true;
  const zone = zoneOf(contact, version, await ports.registry.settings());
  const moment = { now: event.receivedAt, zone, contact };
  const values = { contact: { ...contact.fields, id: contact.id }, event: event.data, entry: entryOf(event) };
  return (await ask(conditions, { moment, values, ports })).holds;
}

const refusalKey = (entry: Pick<RegistryEntry, 'definition'>, event: ContactEvent): string =>
  keyOf('refused', event.contact, entry.definition, event.id);

/** Why did this person not get in? One line a definition and event. */
export const tellRefusal = (
  entry: Pick<RegistryEntry, 'definition' | 'version'>,
  event: ContactEvent,
  reason: string,
  ports: EnginePorts,
): Promise<void> =>
  ports.timeline.write({
    contact: event.contact,
    key: refusalKey(entry, event),
    at: event.receivedAt,
    definition: entry.definition,
    version: entry.version,
    kind: 'not-entered',
    outcome: 'refused',
    reason,
    detail: `${event.family} ${event.name}`,
  });
