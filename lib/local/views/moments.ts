/** Instants as an operator reads them beside a contact: in the contact's zone, no longer than needed. */
import { inZoneText } from '../../language/zones.ts';

const SIX_DAYS_MS = 6 * 86_400_000;

/** `Thu 10:00` within six days of `from`, else `Thu 12 Mar 10:00`. */
export function sayMoment(instant: string, from: string, zone: string): string {
  const [day = '', date = '', month = '', time = ''] = inZoneText(instant, zone).split(' ');
  const isNear = Math.abs(Date.parse(instant) - Date.parse(from)) < SIX_DAYS_MS;
  return isNear ? `${day} ${time}` : `${day} ${date} ${month} ${time}`;
}

/** The engine writes instants into what it says of a decision; nobody reads UTC in their head. */
export function withLocalMoments(text: string, from: string, zone: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (instant) => sayMoment(instant, from, zone));
}
