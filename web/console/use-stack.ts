/** Keeps the page equal to the local stack: loads at the start, after every order, and when the stack says that something changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Chosen, loadStack, type Stack } from './api/load-stack.ts';
import { oneAtATime } from './api/one-at-a-time.ts';
import type { Perform } from './api/orders.ts';
import { Refusal } from './api/request.ts';

export interface Notice {
  text: string;
  isTrouble: boolean;
}

const silence = 'The local stack does not answer. Start it with npm start.';
const tryAgainMs = 2_000;

export function useStack(chosen: Chosen) {
  const [stack, setStack] = useState<Stack>();
  const [trouble, setTrouble] = useState<string>();
  const [notice, setNotice] = useState<Notice>();
  // What is shown stays shown when the operator turns to another tab.
  const wanted = useRef(chosen);
  wanted.current = {
    definition: chosen.definition ?? stack?.definition?.name,
    contact: chosen.contact ?? stack?.contact?.id,
  };

  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [refresh] = useState(() =>
    oneAtATime(async () => {
      try {
        setStack(await loadStack(wanted.current));
        setTrouble(undefined);
      } catch (error) {
        setTrouble(error instanceof Refusal ? `The local stack has trouble: ${error.message}` : silence);
        clearTimeout(again.current);
        again.current = setTimeout(() => void refresh(), tryAgainMs);
      }
    }),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is a reason to load again.
  useEffect(() => {
    void refresh();
  }, [refresh, chosen.definition, chosen.contact]);

  useEffect(() => {
    const changes = new EventSource('/api/changes');
    changes.addEventListener('changed', refresh);
    // Also after a lost connection: whatever was missed meanwhile is loaded now.
    changes.addEventListener('open', refresh);
    changes.addEventListener('error', () => setTrouble(silence));
    return () => {
      changes.close();
      clearTimeout(again.current);
    };
  }, [refresh]);

  const perform = useCallback<Perform>(
    async (order, said) => {
      try {
        await order();
        setNotice(said === undefined ? undefined : { text: said, isTrouble: false });
      } catch (error) {
        setNotice({ text: error instanceof Error ? error.message : String(error), isTrouble: true });
      }
      await refresh();
    },
    [refresh],
  );

  return { stack, trouble, notice, setNotice, perform };
}
