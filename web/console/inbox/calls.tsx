/** What other teams' systems would have been told; there is nothing to see where nothing was. */
import type { MessageView } from '../../../lib/language/operator-api.ts';

export function Calls({ messages }: { messages: MessageView[] }) {
  if (messages.length === 0) return null;
  return (
    <section className="pane phone calls" aria-label="Other systems">
      <h2>
        Other systems <span className="chip">{messages.length}</span>
      </h2>
      <ol>
        {messages.map(({ id, to, at, local, text }) => (
          <li key={id} data-testid="captured-call">
            <small>
              {to} · <time dateTime={at}>{local}</time>
            </small>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
