/** What colleagues were asked to do, for whom, and what became of it. */
import type { FollowUpView } from '../../language/operator-api.ts';
import type { FollowUp } from '../../language/ports.ts';
import { wordsFor } from '../../language/task-words.ts';
import { nameOf, type Sources } from './sources.ts';

/** What is open first, by when it is due. */
export async function followUpsView({ ports }: Sources): Promise<FollowUpView[]> {
  const followUps = await ports.followUps.list();
  const sorted = followUps.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done'));
  return Promise.all(sorted.map(async (one) => ({ ...viewOf(one), contact: await nameOfContact(one.contactId) })));

  async function nameOfContact(id: string): Promise<string> {
    const contact = await ports.contacts.get(id);
    return contact ? nameOf(contact) : id;
  }
}

function viewOf(followUp: FollowUp): Omit<FollowUpView, 'contact'> {
  const { effectKey: key, title, guidance, escalates, assigneeId, dueAt, state, word, by, asks } = followUp;
  const words = state === 'open' ? wordsFor(followUp) : [];
  const isAlert = asks === 'look' ? true : undefined;
  return { key, title, guidance, escalates, assignee: assigneeId, dueAt, state, word, by, words, isAlert };
}
