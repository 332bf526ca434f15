/** One e-mail in the mailbox's list. */
import type { MessageView } from '../../../lib/language/operator-api.ts';

export function MessageRow({ message, open }: { message: MessageView; open: () => void }) {
  const { subject, preview, text, to, at, local, openedAt, clickedAt } = message;
  return (
    <li>
      <button type="button" className="message-row" data-testid="message" data-unread={!openedAt} onClick={open}>
        <span className="message-top">
          <b>{subject || '(no subject)'}</b>
          <time dateTime={at}>{local}</time>
        </span>
        <span className="message-preview">{preview || text}</span>
        <span className="message-bottom">
          to {to}
          {clickedAt ? (
            <span className="chip live">clicked</span>
          ) : openedAt ? (
            <span className="chip">opened</span>
          ) : null}
        </span>
      </button>
    </li>
  );
}
