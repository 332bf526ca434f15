/** An opened e-mail: its body, its links, and what a provider could report about it. */
import type { MessageView } from '../../../lib/language/operator-api.ts';
import { type Perform, raise } from '../api/orders.ts';
import { MessageFrame } from './message-frame.tsx';

export function OpenMessage({
  message,
  follow,
  perform,
  close,
}: {
  message: MessageView;
  follow: (message: MessageView, href: string) => void;
  perform: Perform;
  close: () => void;
}) {
  const { id, subject = '(no subject)', from, to, at, local, html, text, links, unsubscribeUrl } = message;
  const toClick = links.filter(({ href }) => href !== unsubscribeUrl);
  return (
    <article className="open-message" aria-label={subject}>
      <header>
        <button type="button" className="quiet" onClick={close} data-testid="message-back">
          ← Mailbox
        </button>
        <h3>{subject}</h3>
        <p>
          {from} → {to} · <time dateTime={at}>{local}</time>
        </p>
      </header>
      {html === undefined ? (
        <pre className="message-text">{text}</pre>
      ) : (
        <MessageFrame html={html} title={`Body of ${subject}`} follow={(href) => follow(message, href)} />
      )}
      <footer>
        {toClick.map((link) => (
          <button
            key={link.href}
            type="button"
            className="link"
            title={link.href}
            data-testid="message-link"
            onClick={() => follow(message, link.href)}
          >
            Click “{link.text || link.href}”
          </button>
        ))}
        {unsubscribeUrl && (
          <a href={unsubscribeUrl} target="_blank" rel="noopener" data-testid="unsubscribe">
            Unsubscribe ↗
          </a>
        )}
        <span className="provider-reports">
          <button type="button" className="link" onClick={() => void perform(raise(id, 'bounce'), 'Told as bounced.')}>
            Bounce
          </button>
          <button type="button" className="link" onClick={() => void perform(raise(id, 'complain'), 'Told as spam.')}>
            Report as spam
          </button>
        </span>
      </footer>
    </article>
  );
}
