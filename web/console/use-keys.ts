/** One-letter keys for the operator, silent while something is being typed. */
import { useEffect, useRef } from 'react';

export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isCommand(event)) latest.current[event.key.toLowerCase()]?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Whoever has just pressed a button in the shop or in a message may go on with the keyboard. */
export function hearKeysIn(page: Document | null | undefined): void {
  page?.addEventListener('keydown', (event) => {
    if (isCommand(event)) window.dispatchEvent(new KeyboardEvent('keydown', { key: event.key }));
  });
}

const isCommand = ({ key, repeat, ctrlKey, metaKey, altKey, target }: KeyboardEvent) =>
  key?.length === 1 && !repeat && !ctrlKey && !metaKey && !altKey && !isTyping(target);

/** Elements inside a frame are of another window, so `instanceof` would not know them. */
const isTyping = (target: EventTarget | null) =>
  target !== null &&
  'closest' in target &&
  (target as Element).closest('input, select, textarea, dialog[open], [contenteditable]') !== null;
