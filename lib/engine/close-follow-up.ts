/** A colleague says that a follow-up is done, or decides it: the first word stands, and every wait hears that one. */
import type { ContactEvent } from '../language/event.ts';
import type { FollowUp, TaskWord } from '../language/ports.ts';
import { wordsFor } from '../language/task-words.ts';
import type { EnginePorts } from './ports.ts';

/** The family under which it is kept, by the word. */
export const TASK = 'task';
/** What `open: task` counts until one of the words is said. */
const ASKED = 'created';

export type Closing = { closed: FollowUp } | { problem: 'unknown' | 'other-word'; words: readonly TaskWord[] };

/** Said again, it changes nothing and finishes what the first attempt left undone. */
export async function closeFollowUp(
  { effectKey, word, by }: { effectKey: string; word: TaskWord; by?: string },
  ports: EnginePorts,
): Promise<Closing> {
  const standing = await ports.followUps.get(effectKey);
  if (!standing) return { problem: 'unknown', words: [] };
  const words = wordsFor(standing);
  if (!words.includes(word)) return { problem: 'other-word', words };
  const said = { word, closedAt: ports.clock.now(), ...(by !== undefined && { by }) };
  const closed = (await ports.followUps.close(effectKey, said)) ?? standing;
  await tell(closed, closed.word ?? word, closed.closedAt ?? said.closedAt, ports);
  return { closed };
}

export const tellAsked = (followUp: FollowUp, ports: EnginePorts): Promise<void> =>
  tell(followUp, ASKED, followUp.createdAt, ports);

/** One event a word, under an id made of the follow-up's, whoever tells it. What is only to be read is no task. */
async function tell(followUp: FollowUp, name: string, at: string, ports: EnginePorts): Promise<void> {
  const { effectKey, contactId: contact, run, step, by, asks } = followUp;
  if (asks === 'look') return;
  const data: ContactEvent['data'] = { id: effectKey, run, step, ...(by !== undefined && { by }) };
  const receivedAt = ports.clock.now();
  await ports.events.put({ id: `${TASK}:${name}:${effectKey}`, family: TASK, name, contact, at, receivedAt, data });
}
