/** What colleagues were asked to do: the moments when one more message was not the answer. */
import type { FollowUpView } from '../../../lib/language/operator-api.ts';
import { Empty } from '../words/empty.tsx';
import { sayMoment } from '../words/local-time.ts';
import './follow-ups.css';

export function FollowUpsTab({ followUps, now, zone }: { followUps: FollowUpView[]; now: string; zone: string }) {
  if (followUps.length === 0) {
    return (
      <Empty title="No follow-ups">
        A workflow's <code>assign-follow-up</code> puts them here, with the colleague and the hour they are due.
      </Empty>
    );
  }
  return (
    <ul className="follow-ups">
      {followUps.map(({ title, assignee, contact, dueAt, state }) => (
        <li key={`${title} ${contact} ${dueAt}`} data-testid="follow-up">
          <b>{title}</b>
          <p>
            {assignee} · for {contact}
          </p>
          <span className={state === 'open' && dueAt < now ? 'chip trouble' : 'chip'}>{state}</span>
          <time dateTime={dueAt}>due {sayMoment(dueAt, zone)}</time>
        </li>
      ))}
    </ul>
  );
}
