/** Contacts for the operator: who they are, what they allowed, where they stand, and everything that happened. */
import { ask } from '../../engine/ask.ts';
import { idsOf, runsOf } from '../../engine/family.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import type { Contact } from '../../language/contact.ts';
import { stepOf } from '../../language/graph.ts';
import type { ContactSummary, ContactView, RunView } from '../../language/operator-api.ts';
import { dueOf } from './due.ts';
import { nameOf, type Sources, zoneOfContact } from './sources.ts';
import { timelineOf } from './timeline.ts';

const MOST_CONTACTS = 500;

export async function contactsView({ ports, openRuns }: Sources): Promise<ContactSummary[]> {
  const contacts = await ports.contacts.list({ limit: MOST_CONTACTS });
  return contacts.map((contact) => summaryOf(contact, openRuns.ofContact(contact.id)));
}

export async function contactView(id: string, sources: Sources): Promise<ContactView | undefined> {
  const { ports, project } = sources;
  const contact = await ports.contacts.get(id);
  if (!contact) return undefined;
  const zone = zoneOfContact(contact, project.compiled.settings);
  const ids = idsOf(contact);
  const runs = await runsOf(ids, ports);
  const [segments, timeline, runViews] = await Promise.all([
    segmentsOf(contact, zone, sources),
    timelineOf(ids, zone, runs, ports),
    Promise.all(runs.map((run) => runView(run, sources))),
  ]);
  const open = runs.filter(({ status }) => status !== 'ended').length;
  return {
    ...summaryOf(contact, open),
    consent: Object.entries(contact.consent).flatMap(([topic, channels]) =>
      Object.entries(channels).map(([channel, { state, at, source }]) => ({ topic, channel, state, at, source })),
    ),
    segments,
    runs: runViews.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)),
    timeline,
  };
}

const summaryOf = (contact: Contact, openRuns: number): ContactSummary => ({
  id: contact.id,
  name: nameOf(contact),
  fields: contact.fields,
  openRuns,
});

/** By hand or by rule, asked as a journey would ask. */
async function segmentsOf(contact: Contact, zone: string, { ports, project, time }: Sources): Promise<string[]> {
  const moment = { now: time.now(), zone, contact };
  const values = { contact: { ...contact.fields, id: contact.id } };
  const names = project.compiled.segments.map(({ name }) => name);
  const isIn = await Promise.all(
    names.map(async (name) => (await ask([{ kind: 'segment', head: name }], { moment, values, ports })).holds),
  );
  return names.filter((_, index) => isIn[index]);
}

async function runView(record: RunRecord, { numberOf }: Sources): Promise<RunView> {
  const { run, definition, version, status, startedAt, wait, held, cursor, end } = record;
  return {
    run,
    definition,
    number: await numberOf(definition, version),
    status,
    startedAt,
    step: stepOf(held?.step ?? wait?.step ?? (end ? cursor.step : cursor.next)),
    dueAt: end ? undefined : dueOf(record),
    end,
  };
}
