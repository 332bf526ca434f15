/** What will happen next, and to whom, so that an operator knows what moving the time will do. */
import type { RunRecord } from '../../engine/run-record.ts';
import type { Contact } from '../../language/contact.ts';
import { stepOf } from '../../language/graph.ts';
import type { StackState } from '../../language/operator-api.ts';
import { nextOf } from '../../language/schedule-times.ts';
import { titleOf } from '../../language/step-words.ts';
import type { Version } from '../../language/version.ts';
import { nameOf, type Sources } from './sources.ts';

/** When a run goes on by itself, if time alone can make it. */
export const dueOf = ({ held, wait, status }: RunRecord): string | undefined =>
  status === 'parked' ? undefined : (held?.until ?? wait?.due);

/** Timers of event waits are whole seconds, rounded up. */
const ROUNDING_MS = 1_000;

export async function nextDueOf({ time, openRuns, ports }: Sources): Promise<StackState['nextDue']> {
  const at = time.nextDue();
  if (at === undefined) return undefined;
  const due = openRuns.all().filter((run) => isAbout(dueOf(run), at));
  const [first] = due;
  if (!first) {
    const { watches, schedules } = await ports.registry.listeners();
    const before = new Date(Date.parse(at) - 1).toISOString();
    const planned = schedules.find(({ times, zone }) => nextOf(times, before, zone) === at);
    if (planned) return { at, what: `${planned.definition}: ${planned.times.text}` };
    return { at, what: watches.length > 0 ? 'a trigger looks whether its time has come' : 'a step is tried again' };
  }
  const [contact, version] = await Promise.all([
    ports.contacts.get(first.contact),
    ports.registry.version(first.definition, first.version),
  ]);
  const others = due.length > 1 ? `, and ${due.length - 1} more` : '';
  return { at, what: `${sayDue(first, contact, version)}${others}` };
}

const isAbout = (due: string | undefined, at: string): boolean =>
  due !== undefined && Math.abs(Date.parse(at) - Date.parse(due)) <= ROUNDING_MS;

function sayDue(run: RunRecord, contact: Contact | undefined, version: Version | undefined): string {
  const name = contact ? nameOf(contact) : run.contact;
  const stepId = run.held?.step ?? run.wait?.step ?? run.cursor.next;
  const step = version?.graph.steps[stepOf(stepId)];
  const title = step ? titleOf(step) : stepId;
  if (run.held) return `${name}: ${title} is tried again (${run.held.reason.replaceAll('-', ' ')})`;
  return version?.graph.nodes[stepId]?.does === 'wait-for' ? `${name}: limit of ${title}` : `${name}: ${title}`;
}
