/** The contact's phone: every text message that would have been sent. */
import { useEffect, useRef } from 'react';
import type { MessageView } from '../../../lib/language/operator-api.ts';
import { Empty } from '../words/empty.tsx';
import { piecesOf } from './text-pieces.ts';

export function Phone({ messages }: { messages: MessageView[] }) {
  const end = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is a reason to scroll to it.
  useEffect(() => {
    if (end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [messages.length]);

  return (
    <section className="pane phone" aria-label="Phone">
      <h2>Phone {messages.length > 0 && <span className="chip">{messages.length}</span>}</h2>
      {messages.length === 0 ? (
        <Empty title="No texts">
          What a <code>send-sms</code> step sends lands here.
        </Empty>
      ) : (
        <ol ref={end}>
          {[...messages].reverse().map((message) => (
            <li key={message.id} data-testid="sms-message">
              <small>
                {message.from} → {message.to} · <time dateTime={message.at}>{message.local}</time>
              </small>
              <p>
                {piecesOf(message).map(({ at, text, isLink }) =>
                  isLink ? (
                    // No provider says whether a link in a text was followed, so there is nothing to tell.
                    <a key={at} href={text} target="_blank" rel="noopener noreferrer">
                      {text}
                    </a>
                  ) : (
                    text
                  ),
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
