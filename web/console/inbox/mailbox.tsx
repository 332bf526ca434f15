/** The captured mailbox: nothing leaves this machine, and opening a message raises what a provider would. */
import type { MessageView } from '../../../lib/language/operator-api.ts';
import type { Perform } from '../api/orders.ts';
import { Empty } from '../words/empty.tsx';
import { MessageRow } from './message-row.tsx';
import { OpenMessage } from './open-message.tsx';

export function Mailbox({
  messages,
  openId,
  open,
  close,
  follow,
  perform,
}: {
  messages: MessageView[];
  openId?: string;
  open: (message: MessageView) => void;
  close: () => void;
  follow: (message: MessageView, href: string) => void;
  perform: Perform;
}) {
  const opened = messages.find(({ id }) => id === openId);
  const unread = messages.filter(({ openedAt }) => !openedAt).length;
  return (
    <section className="pane mailbox" aria-label="Mailbox">
      {!opened && (
        <h2>
          Mailbox {unread > 0 && <span className="chip live">{unread} new</span>}
          {messages.length > 0 && <kbd title="Opens the newest message">o</kbd>}
        </h2>
      )}
      {opened && <OpenMessage key={opened.id} message={opened} follow={follow} perform={perform} close={close} />}
      {!opened && messages.length === 0 && (
        <Empty title="Nothing in the mailbox">
          Sign up in the shop and say yes to product tips. The welcome mail lands here.
        </Empty>
      )}
      {!opened && messages.length > 0 && (
        <ul>
          {messages.map((message) => (
            <MessageRow key={message.id} message={message} open={() => open(message)} />
          ))}
        </ul>
      )}
    </section>
  );
}
