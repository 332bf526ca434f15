/** The right column: what reached the contact, on the phone and in the mailbox. */
import type { MessageView } from '../../../lib/language/operator-api.ts';
import { click, type Perform } from '../api/orders.ts';
import { Announcer } from './announcer.tsx';
import { Calls } from './calls.tsx';
import { Mailbox } from './mailbox.tsx';
import { Phone } from './phone.tsx';
import './inbox.css';
import './message.css';

export function InboxPane({
  messages,
  openId,
  open,
  close,
  perform,
}: {
  messages: MessageView[];
  openId?: string;
  open: (message: MessageView) => void;
  close: () => void;
  perform: Perform;
}) {
  const follow = (message: MessageView, href: string) => {
    if (href === message.unsubscribeUrl) window.open(href, '_blank', 'noopener');
    else void perform(click(message.id, href), `Told the journey: clicked ${href}`);
  };
  return (
    <div className="inbox-pane" data-reading={openId !== undefined}>
      <Phone messages={messages.filter(({ channel }) => channel === 'sms')} />
      <Mailbox
        messages={messages.filter(({ channel }) => channel === 'email')}
        openId={openId}
        open={open}
        close={close}
        follow={follow}
        perform={perform}
      />
      <Calls messages={messages.filter(({ channel }) => channel === 'webhook')} />
      <Announcer messages={messages} />
    </div>
  );
}
