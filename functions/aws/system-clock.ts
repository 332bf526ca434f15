/** The one place where handlers ask what time it is. */
import type { Clock } from '../../lib/language/ports.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };
