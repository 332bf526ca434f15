/** Who knows the step and not the follow-up, a scenario for one, says by it that the work of a run is done. */
import { stepOf } from '../language/graph.ts';
import type { TaskWord } from '../language/ports.ts';
import { followUpKey } from './ask-colleague.ts';
import { closeFollowUp, TASK } from './close-follow-up.ts';
import { allIdsOf, runsOf } from './family.ts';
import type { EnginePorts } from './ports.ts';
import { type RunRecord, refOf } from './run-record.ts';

export interface TaskTold {
  contact: string;
  run: string;
  step: string;
  word: TaskWord;
  /** The colleague. */
  by?: string;
  /** The same request twice is one. */
  id: string;
}

/** Gives the words that the step may be told, where this is none of them. A step that asked nobody is told all the same. */
export async function tellTask(
  { contact, run, step, word, by, id }: TaskTold,
  ports: EnginePorts,
): Promise<{ words?: readonly TaskWord[] }> {
  const record = await ports.runs.get(refOf({ contact, run }));
  const effectKey = record && followUpKey(record, step);
  const closing = effectKey && (await closeFollowUp({ effectKey, word, by }, ports));
  if (closing && 'closed' in closing) return {};
  if (closing && closing.problem === 'other-word') return { words: closing.words };
  const at = ports.clock.now();
  const data = { run, step, ...(by !== undefined && { by }) };
  await ports.events.put({ id, family: TASK, name: word, contact, at, receivedAt: at, data });
  return {};
}

/** The newest run of the contact that has got to the step, which is named by its id or its main value alone. */
export async function runThatAsked(
  { contact, step: named }: { contact: string; step: string },
  ports: Pick<EnginePorts, 'runs' | 'contacts'>,
): Promise<{ contact: string; run: string; step: string } | undefined> {
  const runs = await runsOf(await allIdsOf(contact, ports), ports);
  const newestFirst = runs.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  for (const record of newestFirst) {
    const step = stepsMet(record).find((id) => id === named || id.endsWith(`-${named}`));
    if (step !== undefined) return { contact: record.contact, run: record.run, step };
  }
  return undefined;
}

const stepsMet = ({ doneAt, wait }: RunRecord): string[] => [
  ...Object.keys(doneAt),
  ...(wait ? [stepOf(wait.step)] : []),
];
