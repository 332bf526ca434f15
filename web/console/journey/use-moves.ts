/** Remembers the last look at a journey, so that the next one can show who moved. */
import { useEffect, useRef, useState } from 'react';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import type { Branch } from './branches.ts';
import { movesBetween } from './moves.ts';
import { type Dot, showMoves } from './show-moves.ts';

export interface Moving {
  /** Counts the changes. */
  batch: number;
  dots: Dot[];
}

export function useMoves(view: DefinitionView, branches: Branch[]): Moving {
  const [moving, setMoving] = useState<Moving>({ batch: 0, dots: [] });
  const last = useRef({ view, onTheWay: new Map<string, number>() });
  useEffect(() => {
    const before = last.current;
    last.current = { view, onTheWay: new Map() };
    const isSame = before.view.name === view.name && before.view.version === view.version;
    if (!isSame || before.view === view) return;
    const { moves, onTheWay } = movesBetween(before.view, view, branches, before.onTheWay);
    last.current = { view, onTheWay };
    const nowMs = performance.now();
    if (moves.length > 0)
      setMoving(({ batch, dots }) => ({ batch: batch + 1, dots: showMoves(dots, moves, batch + 1, nowMs) }));
  }, [view, branches]);
  return moving;
}
