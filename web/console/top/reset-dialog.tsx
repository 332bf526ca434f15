/** Asks before everything is forgotten, with the numbers that would be gone. */
import { useEffect, useRef } from 'react';
import { count } from '../words/count.ts';

export function ResetDialog({
  contacts,
  messages,
  isOpen,
  close,
  reset,
}: {
  contacts: number;
  messages: number;
  isOpen: boolean;
  close: () => void;
  reset: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
    if (!isOpen) dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="reset-title" className="reset-dialog">
      <h2 id="reset-title">Start again from nothing?</h2>
      <p>
        Forgets {count(contacts, 'contact')} and {count(messages, 'message')} with all their runs, and puts the clock
        back to its start. Your files stay as they are.
      </p>
      <form method="dialog">
        <button type="submit">Keep everything</button>
        <button type="submit" className="danger" data-testid="reset-confirm" onClick={reset}>
          Reset
        </button>
      </form>
    </dialog>
  );
}
