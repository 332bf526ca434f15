/** A message's body in a frame without rights; a click in it is told, never followed. */
import { useEffect, useRef } from 'react';
import { hearKeysIn } from '../use-keys.ts';
import { guardHtml } from './guarded-html.ts';

export function MessageFrame({ html, title, follow }: { html: string; title: string; follow: (href: string) => void }) {
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = follow;
  });

  const listen = (page: Document | null) => {
    const press = (event: MouseEvent) => {
      const link = linkAround(event.target);
      if (!link) return;
      event.preventDefault();
      const href = (link.getAttribute('href') ?? '').trim();
      // What a provider counts: addresses on the web.
      if (event.button === 0 && /^https?:/i.test(href)) latest.current(href);
    };
    page?.addEventListener('click', press);
    page?.addEventListener('auxclick', press);
    hearKeysIn(page);
  };

  return (
    <iframe
      className="message-frame"
      data-testid="message-body"
      title={title}
      sandbox="allow-same-origin"
      srcDoc={guardHtml(html)}
      onLoad={(event) => listen(event.currentTarget.contentDocument)}
    />
  );
}

/** The frame's elements are of another window, so `instanceof` would not know them. */
const linkAround = (target: EventTarget | null): Element | null =>
  target && 'closest' in target ? (target as Element).closest('a[href], area[href]') : null;
