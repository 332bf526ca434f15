/** What a colleague says of the work that a run gave them: done, approved, rejected; waits hear of it as of any event. */
import type { ContactEvent } from '../language/event.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord } from './run-record.ts';

/** The family under which it is kept, by the word. */
export const TASK = 'task';

export interface TaskTold {
  contact: string;
  run: string;
  step: string;
  /** `completed`, `approved`, `rejected`. */
  word: string;
  /** The colleague. */
  by?: string;
  /** The same request twice is one. */
  id: string;
}

export async function tellTask(
  { contact, run, step, word, by, id }: TaskTold,
  ports: EnginePorts,
): Promise<ContactEvent> {
  const at = ports.clock.now();
  const data = { run, step, ...(by !== undefined && { by }) };
  const { stored } = await ports.events.put({ id, family: TASK, name: word, contact, at, receivedAt: at, data });
  return stored;
}

/** The newest run of the contact that has got to the step, which is named by its id or its main value alone. */
export async function runThatAsked(
  { contact, step: named }: { contact: string; step: string },
  ports: Pick<EnginePorts, 'runs'>,
): Promise<{ run: string; step: string } | undefined> {
  const runs = await ports.runs.ofContact(contact);
  const newestFirst = runs.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  for (const record of newestFirst) {
    const step = stepsMet(record).find((id) => id === named || id.endsWith(`-${named}`));
    if (step !== undefined) return { run: record.run, step };
  }
  return undefined;
}

const stepsMet = ({ doneAt, wait }: RunRecord): string[] => [...Object.keys(doneAt), ...(wait ? [wait.step] : [])];
