/** Contacts, events, runs and lines with nothing in them but what a test says of them. */
import type { Publication, TimelineRow } from '../../lib/engine/ports.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import type { Contact } from '../../lib/language/contact.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import type { FollowUp } from '../../lib/language/ports.ts';
import type { Settings } from '../../lib/language/project.ts';
import type { Version } from '../../lib/language/version.ts';

export const monday = '2026-03-02T09:00:00.000Z';

/** So many seconds after that Monday. */
export function at(seconds: number): string {
  return new Date(Date.parse(monday) + Math.round(seconds * 1000)).toISOString();
}

export function aContact(said: Partial<Contact> = {}): Contact {
  return { id: 'ann', status: 'live', fields: {}, consent: {}, createdAt: monday, rev: 1, ...said };
}

export function anEvent(said: Partial<ContactEvent> = {}): ContactEvent {
  const receivedAt = said.receivedAt ?? monday;
  return {
    id: 'm-1',
    family: 'event',
    name: 'trial.started',
    contact: 'ann',
    at: receivedAt,
    receivedAt,
    data: {},
    ...said,
  };
}

export function aRun(said: Partial<RunRecord> = {}): RunRecord {
  const { contact = 'ann', run = 'r1', seq = 0 } = said;
  return {
    contact,
    run,
    definition: 'trial-activation',
    version: 'v1',
    status: 'running',
    seq,
    owner: `${contact}.${run}.0`,
    trigger: { id: 'm-1', family: 'event', name: 'trial.started', data: {}, receivedAt: monday },
    input: {},
    startedAt: monday,
    cursor: {
      step: 'start',
      from: 0,
      visit: 1,
      at: 'welcome',
      next: 'welcome',
      due: monday,
      limit: 1,
      facts: {},
    },
    visits: {},
    doneAt: {},
    outputs: {},
    goals: {},
    ...said,
  };
}

export function aLine(said: Partial<TimelineRow> = {}): TimelineRow {
  return { contact: 'ann', key: 'k1', at: monday, run: 'r1', definition: 'trial-activation', kind: 'step', ...said };
}

export function aClaim(said: Partial<NonNullable<TimelineRow['claim']>> = {}): TimelineRow {
  return aLine({ kind: 'message', claim: { state: 'CLAIMED', attempt: 'a1', deadline: at(120), ...said } });
}

export function aFollowUp(said: Partial<FollowUp> = {}): FollowUp {
  return {
    effectKey: 'e1',
    contactId: 'ann',
    run: 'r1',
    step: 'call',
    title: 'Call them',
    assigneeId: 'lee@example.com',
    dueAt: at(3_600),
    createdAt: monday,
    state: 'open',
    ...said,
  };
}

export function aVersion(name: string, hash: string, said: Partial<Version['definition']> = {}): Version {
  return {
    name,
    hash,
    definition: {
      kind: 'journey',
      name,
      purpose: `What ${name} is for`,
      owner: 'lee@example.com',
      subject: 'contact',
      input: {},
      when: [{ kind: 'event', head: 'trial.started' }],
      again: 'never',
      due: 'keep',
      goals: {},
      exit: {},
      output: {},
      engine: 'standard',
      onError: 'stop',
      ...said,
    },
    graph: { start: 'end', nodes: {}, steps: {} },
    templates: {},
    families: [],
  };
}

export const settings: Settings = {
  project: 'acme',
  teams: { sales: ['lee@example.com', 'kim@example.com', 'sam@example.com'], nobody: [] },
  senders: { default: { name: 'Acme', address: 'hello@example.com' } },
};

/** Machines are named after what they run. */
export function aPublication(versions: Version[], said: Partial<Publication> = {}): Publication {
  return {
    versions: versions.map((version) => ({ version, machine: `machine:${version.name}:${version.hash}` })),
    settings,
    forms: [],
    segments: [],
    at: monday,
    ...said,
  };
}
