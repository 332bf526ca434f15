/** What colleagues were asked to do or to decide, and the buttons by which they say that it is done. */
import type { FollowUpView } from '../../../lib/language/operator-api.ts';
import type { TaskWord } from '../../../lib/language/ports.ts';
import { type Perform, say } from '../api/orders.ts';
import { Empty } from '../words/empty.tsx';
import { sayMoment } from '../words/local-time.ts';
import './follow-ups.css';

export interface FollowUpsProps {
  followUps: FollowUpView[];
  now: string;
  zone: string;
  perform: Perform;
}

export function FollowUpsTab({ followUps, now, zone, perform }: FollowUpsProps) {
  if (followUps.length === 0) {
    return (
      <Empty title="No follow-ups">
        A workflow's <code>assign-follow-up</code> puts them here, with the colleague and the hour they are due.
      </Empty>
    );
  }
  return (
    <ul className="follow-ups">
      {followUps.map((followUp) => (
        <Item key={followUp.key} {...{ followUp, now, zone, perform }} />
      ))}
    </ul>
  );
}

function Item({ followUp, now, zone, perform }: Omit<FollowUpsProps, 'followUps'> & { followUp: FollowUpView }) {
  const { key, title, guidance, escalates = [], assignee, contact, dueAt, words, isAlert = false } = followUp;
  const isLate = followUp.state === 'open' && !isAlert && dueAt < now;
  return (
    <li data-testid="follow-up">
      <b>{title}</b>
      <p>
        {assignee} · for {contact}
      </p>
      {guidance && <p>{guidance}</p>}
      {escalates.length > 0 && <p>About: {escalates.join(' · ')}</p>}
      <span className={isLate ? 'chip trouble' : 'chip'}>{standing(followUp)}</span>
      <time dateTime={dueAt}>
        {isAlert ? '' : 'due '}
        {sayMoment(dueAt, zone)}
      </time>
      {words.length > 0 && (
        <p className="follow-up-words">
          {words.map((word) => (
            <button key={word} type="button" data-testid={`say-${word}`} onClick={() => perform(say(key, word))}>
              {isAlert ? 'Seen' : buttons[word]}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

const buttons: Record<TaskWord, string> = { completed: 'Done', approved: 'Approve', rejected: 'Reject' };

const standing = ({ state, word, by, isAlert }: FollowUpView): string => {
  if (state === 'open') return isAlert ? 'alert' : 'open';
  const said = word === undefined || word === 'completed' ? 'done' : word;
  return by === undefined ? said : `${said} by ${by}`;
};
