/** The sample shop beside the journey it starts: a real page with a real form. */
import { useEffect, useRef, useState } from 'react';
import { hearKeysIn } from '../use-keys.ts';
import './shop.css';

const home = '/shop/';
/** Makes the shop forget its visitor: after a reset nobody knows them any more. */
const stranger = '/shop/?forget';

export function ShopPane({ epoch }: { epoch: number }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [path, setPath] = useState('/');

  const show = (address: string) => frame.current?.contentWindow?.location.assign(address);
  const reload = () => frame.current?.contentWindow?.location.reload();
  useEffect(() => {
    if (epoch > 0) frame.current?.contentWindow?.location.assign(stranger);
  }, [epoch]);

  return (
    <section className="pane shop-pane" aria-label="Sample shop">
      <div className="address-bar">
        <button type="button" className="quiet" onClick={() => show(home)} aria-label="Shop's first page">
          ⌂
        </button>
        <button type="button" className="quiet" onClick={reload} aria-label="Load the shop's page again">
          ↻
        </button>
        <span className="address">
          acme.example<b>{path}</b>
        </span>
        <a className="faint" href={home} target="_blank" rel="noopener" aria-label="Open the shop in a tab of its own">
          ↗
        </a>
      </div>
      <iframe
        ref={frame}
        data-testid="shop"
        title="Sample shop"
        src={home}
        onLoad={() => {
          setPath(pathIn(frame.current));
          hearKeysIn(frame.current?.contentDocument);
        }}
      />
    </section>
  );
}

/** `/shop/pricing.html` → `/pricing` */
function pathIn(frame: HTMLIFrameElement | null): string {
  try {
    const path = frame?.contentWindow?.location.pathname ?? '/';
    return path.replace(/^\/shop/, '').replace(/(index)?\.html$/, '') || '/';
  } catch {
    return '/';
  }
}
