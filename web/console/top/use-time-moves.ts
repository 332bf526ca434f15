/** Moves the virtual clock one step at a time: a second press waits for nothing and moves nothing. */
import { useState } from 'react';
import type { StackState, TimeMove } from '../../../lib/language/operator-api.ts';
import { moveTime, type Perform } from '../api/orders.ts';

export function useTimeMoves(state: StackState | undefined, perform: Perform) {
  const [isMoving, setMoving] = useState(false);
  const canMove = state?.clock === 'virtual' && !isMoving;

  async function move(to: TimeMove['to']) {
    setMoving(true);
    await perform(moveTime(to));
    setMoving(false);
  }

  return {
    isMoving,
    next: () => void (canMove && state?.nextDue && move('next')),
    day: () => void (canMove && move('day')),
  };
}
