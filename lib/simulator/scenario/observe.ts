/** What could be seen of a case: everything that left the house, and every line of every contact's timeline. */
import type { TimelineRow } from '../../engine/ports.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import type { Called } from './other-side.ts';
import type { Handed } from './provider.ts';
import type { Stage } from './stage.ts';

/** A message as handed to the provider, with what the timeline says of it. */
export interface SeenMessage extends Handed {
  template: string;
  step: string;
  definition: string;
  outcome: string;
}

export interface Observation {
  messages: SeenMessage[];
  calls: Called[];
  rows: TimelineRow[];
  runs: RunRecord[];
}

export async function observe({ world, contacts, handed, called }: Stage): Promise<Observation> {
  const { timeline, runs } = world.ports;
  const rows = (await Promise.all(contacts.map((contact) => timeline.of(contact)))).flat();
  const byKey = new Map(rows.map((row) => [`${row.contact} ${row.key}`, row]));
  const messages = handed.map((message): SeenMessage => {
    const row = byKey.get(`${message.contact} ${message.key}`);
    return {
      ...message,
      template: String(row?.facts?.template ?? ''),
      step: row?.step ?? '',
      definition: row?.definition ?? '',
      outcome: row?.outcome ?? 'claimed',
    };
  });
  return {
    messages,
    calls: called,
    rows,
    runs: (await Promise.all(contacts.map((contact) => runs.ofContact(contact)))).flat(),
  };
}
