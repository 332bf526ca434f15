/** The record that a run is about: which one it is, what is known of it by now, and what the run writes to it. */
import { EVER, MOST_EVENTS } from '../language/conditions/define-history.ts';
import type { Contact } from '../language/contact.ts';
import { TerminalError } from '../language/errors.ts';
import type { ContactEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import { idIn, idNames, isRecordKind, type RecordKind, recordOf } from '../language/things.ts';
import type { Version } from '../language/version.ts';
import { findEvents } from './family.ts';
import type { Passage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord, RunTrigger } from './run-record.ts';

export interface Subject {
  kind: RecordKind;
  values: JsonMap;
}

type Defined = Pick<Version, 'definition'>;

export const subjectKind = ({ definition: { subject } }: Defined): RecordKind | undefined =>
  isRecordKind(subject) ? subject : undefined;

/** A run's key: one run a record, side by side. Whoever calls or starts it by hand may hand the id over as `ticketId`. */
export function recordId(version: Defined, { name, data }: RunTrigger, input: JsonMap): string | undefined {
  const kind = subjectKind(version);
  return kind && idIn(kind, { name, data: { ...data, ...input } });
}

/** One query of the contact's events, for definitions that are about a record. */
export async function readSubject(
  contact: Pick<Contact, 'id' | 'mergedIds'>,
  { key }: Pick<RunRecord, 'key'>,
  version: Defined,
  ports: Pick<EnginePorts, 'events'>,
): Promise<Subject | undefined> {
  const kind = subjectKind(version);
  if (!kind) return undefined;
  const asked = {
    family: 'event',
    namesFrom: `${kind}.`,
    since: EVER,
    atMost: MOST_EVENTS,
    newestFirst: true,
    keeps: (event: ContactEvent) => idIn(kind, event) === key,
  };
  const newestFirst = await findEvents(contact, asked, ports);
  return { kind, values: recordOf(newestFirst.toReversed(), key) };
}

/** Through the door that others use too: an event, once a visit, of which every run hears. */
export async function updateRecord(passage: Passage, kind: string, fields: JsonMap, effectKey: string): Promise<void> {
  const { record, subject, ports, now } = passage;
  if (subject?.kind !== kind) throw new TerminalError(`The run is not about a ${kind}.`, { code: 'other-subject' });
  const data = { ...idOf(subject), ...fields };
  const receivedAt = ports.clock.now();
  const at = now < receivedAt ? now : receivedAt;
  const id = `updated:${effectKey}`;
  const { contact } = record;
  await ports.events.put({ id, family: 'event', name: `${kind}.updated`, contact, at, receivedAt, data });
}

/** Under the name that its events use, as they write it. */
function idOf({ kind, values }: Subject): JsonMap {
  const name = idNames(kind).find((one) => values[one] !== undefined);
  return name === undefined ? {} : { [name]: values[name]! };
}

/** In words, for colleagues: `ticket 17`, by the number that people know it by. */
export function aboutOf({ subject }: Pick<Passage, 'subject'>): string | undefined {
  if (!subject) return undefined;
  const { kind, values } = subject;
  const names = ['number', `${kind}Id`, 'id'].map((one) => values[one]);
  const name = names.find((one) => typeof one === 'string' || typeof one === 'number');
  return name === undefined ? kind : `${kind} ${name}`;
}
