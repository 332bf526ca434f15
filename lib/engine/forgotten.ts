/** Tells the end of a run whose contact has been forgotten from every other end. */
import type { RunEnd } from './run-record.ts';

export const ERASED = 'erased';

export const isForgotten = ({ how, reason }: RunEnd): boolean => how === 'operator' && reason === ERASED;
