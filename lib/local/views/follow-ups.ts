/** What colleagues were asked to do, and for whom. */
import type { FollowUpView } from '../../language/operator-api.ts';
import { nameOf, type Sources } from './sources.ts';

export async function followUpsView({ ports }: Sources): Promise<FollowUpView[]> {
  const followUps = await ports.followUps.list();
  return Promise.all(
    followUps.map(async ({ title, assigneeId, contactId, dueAt, state }) => {
      const contact = await ports.contacts.get(contactId);
      return { title, assignee: assigneeId, contact: contact ? nameOf(contact) : contactId, dueAt, state };
    }),
  );
}
