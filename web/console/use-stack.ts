/** Keeps the page equal to the local stack: loads at the start, after every order, and when the stack says that something changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Chosen, loadStack, type Stack } from './api/load-stack.ts';
import { oneAtATime } from './api/one-at-a-time.ts';
import type { Perform } from './api/orders.ts';

export interface Notice {
  text: string;
  isTrouble: boolean;
}

export function useStack(chosen: Chosen) {
  const [stack, setStack] = useState<Stack>();
  const [isReachable, setReachable] = useState(true);
  const [notice, setNotice] = useState<Notice>();
  // What is shown stays shown when the operator turns to another tab.
  const wanted = useRef(chosen);
  wanted.current = {
    definition: chosen.definition ?? stack?.definition?.name,
    contact: chosen.contact ?? stack?.contact?.id,
  };

  const [refresh] = useState(() =>
    oneAtATime(async () => {
      try {
        setStack(await loadStack(wanted.current));
        setReachable(true);
      } catch {
        setReachable(false);
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
    changes.addEventListener('error', () => setReachable(false));
    return () => changes.close();
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

  return { stack, isReachable, notice, setNotice, perform };
}
