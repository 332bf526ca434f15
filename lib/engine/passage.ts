/** A run opened for work: its record, the version it lives through, and the contact as they are now. */

import type { Contact } from '../language/contact.ts';
import type { AskMoment } from '../language/define-condition.ts';
import { RetryableError, TerminalError } from '../language/errors.ts';
import { stepOf, type Target } from '../language/graph.ts';
import type { JsonMap } from '../language/json.ts';
import type { Settings } from '../language/project.ts';
import { inputOf, type Scope, seenFrom } from '../language/scope.ts';
import type { Version } from '../language/version.ts';
import { firstZone } from '../language/zones.ts';
import { effectKey } from './keys.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord, RunTrigger } from './run-record.ts';
import { readSubject, type Subject, subjectKind } from './subject.ts';

export interface Passage {
  record: RunRecord;
  version: Version;
  contact: Contact;
  settings: Settings;
  /** The record that the run is about, where it is about one. */
  subject?: Subject;
  zone: string;
  now: string;
  ports: EnginePorts;
  /** The call whose micro-journey is looked out of; left out: the definition itself. */
  scope?: string;
  /** In whose name this passage is opened: `id` is the same whenever the bus brings it. */
  signal?: { id: string; receivedAt: string };
}

export async function openPassage(record: RunRecord, ports: EnginePorts, signal?: Passage['signal']): Promise<Passage> {
  const [version, contact, settings] = await Promise.all([
    ports.registry.version(record.definition, record.version),
    ports.contacts.get(record.contact),
    ports.registry.settings(),
  ]);
  if (!version) throw new TerminalError('The version of this run is not published.', { code: 'version-missing' });
  // A missing contact is one whose identity row came first: the next attempt finds it.
  if (!contact) throw new RetryableError('The contact of this run is not there yet.', { retryAfterSeconds: 60 });
  const subject = await readSubject(contact, record, version, ports);
  return {
    record,
    version,
    contact,
    settings,
    subject,
    zone: zoneOf(contact, version, settings),
    now: ports.clock.now(),
    ports,
    signal,
  };
}

export const zoneOf = (contact: Contact, version: Version | undefined, settings: Settings): string =>
  firstZone(contact.fields.timeZone, version?.definition.timeZone, settings.timeZone);

/** What `{ from: … }`, conditions and Liquid read; own properties only. */
export function valuesOf(passage: Passage): JsonMap {
  const { record, contact, subject } = passage;
  const scope = scopeOf(passage);
  return {
    ...(scope ? seenFrom(scope, record.outputs) : record.outputs),
    ...(subject && !scope && { [subject.kind]: subject.values }),
    contact: { ...contact.fields, id: contact.id },
    event: record.trigger.data,
    entry: entryOf(record.trigger),
    input: passage.scope === undefined ? record.input : (record.outputs[inputOf(passage.scope)] ?? {}),
  };
}

/** As the step sees it that this node belongs to. */
export const seenBy = (passage: Passage, node: Target): Passage => ({
  ...passage,
  scope: passage.version.graph.steps[stepOf(node)]?.scope,
});

export const scopeOf = ({ version, scope }: Pick<Passage, 'version' | 'scope'>): Scope | undefined =>
  scope === undefined ? undefined : version.graph.scopes?.[scope];

/** How the run began; forms and pages are the web's unless they say otherwise. */
export function entryOf({ family, name, data }: Pick<RunTrigger, 'family' | 'name' | 'data'>): JsonMap {
  const channel = data.channel ?? (family === 'form' || family === 'page' ? 'web' : undefined);
  return { family, name, ...(channel !== undefined && { channel }) };
}

export function askMoment(passage: Passage): AskMoment {
  const { record, version, contact, zone, now } = passage;
  const scope = scopeOf(passage);
  const seen = <Value>(kept: Record<string, Value> = {}) => (scope ? seenFrom(scope, kept) : kept);
  const { id, startedAt, triggerId } = { id: record.run, startedAt: record.startedAt, triggerId: record.trigger.id };
  const keyPath = version.definition.per?.replace(/^event\./, '');
  const kept = { doneAt: seen(record.doneAt), outcomes: seen(record.outcomes) };
  return {
    now,
    zone,
    contact,
    run: { id, startedAt, triggerId, key: record.key, keyPath, subject: subjectKind(version), ...kept },
  };
}

/** The key of what a step does at this visit, on one channel; a step that was renamed keeps what it has done. */
export function effectOf(record: RunRecord, node: Target, channel: string): string {
  const step = stepOf(node);
  const kept = record.renamed?.[step];
  const name = kept === undefined ? node : kept + node.slice(step.length);
  return effectKey(record.run, name, visitOf(record, node), channel);
}

export const visitOf = (record: RunRecord, step: string): number => record.visits[step] ?? 1;
