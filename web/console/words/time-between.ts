/** Says how long nothing happened between two lines of a timeline, since that is what a journey is mostly made of. */
import { count } from './count.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** `3 days later`; undefined for less than an hour. */
export function timeBetween(fromAt: string, toAt: string): string | undefined {
  const passedMs = Date.parse(toAt) - Date.parse(fromAt);
  if (passedMs >= dayMs) return `${count(Math.round(passedMs / dayMs), 'day')} later`;
  if (passedMs >= hourMs) return `${count(Math.round(passedMs / hourMs), 'hour')} later`;
  return undefined;
}
