/** Remembers the last look at a journey, so that the next one can show who moved. */
import { useEffect, useRef, useState } from 'react';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import type { Branch } from './branches.ts';
import { type Move, movesBetween } from './moves.ts';

export interface Moving {
  /** A new number for every batch, so that equal moves run again. */
  batch: number;
  moves: Move[];
}

export function useMoves(view: DefinitionView, branches: Branch[]): Moving {
  const [moving, setMoving] = useState<Moving>({ batch: 0, moves: [] });
  const last = useRef(view);
  useEffect(() => {
    const before = last.current;
    last.current = view;
    if (before.name !== view.name || before.version !== view.version) return;
    const moves = movesBetween(before, view, branches);
    if (moves.length > 0) setMoving(({ batch }) => ({ batch: batch + 1, moves }));
  }, [view, branches]);
  return moving;
}
