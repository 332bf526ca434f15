/** At which hour this contact is most likely to look: the one at which they opened and clicked most. */
import type { ContactEvent } from './event.ts';
import { inZone } from './zones.ts';

/** For those of whom nothing is known yet. */
export const usualHour = 10;

export interface HoursOfDay {
  from: string;
  to: string;
}

/**
 * 0–23 on the clock of `zone`, never an hour that quiet hours touch. Each message counts once for each hour in which it was
 * opened or clicked by a person; of two hours with as many, the one of the latest answer.
 */
export function bestHour(answers: readonly ContactEvent[], zone: string, quiet?: HoursOfDay): number {
  const byHour = new Map<number, { messages: Set<string>; last: string }>();
  for (const { at, data } of answers.filter(({ data }) => data.machine !== true)) {
    const { hour } = inZone(at, zone);
    const known = byHour.get(hour) ?? { messages: new Set(), last: '' };
    known.messages.add(`${data.run} ${data.step} ${data.template}`);
    if (at > known.last) known.last = at;
    byHour.set(hour, known);
  }
  const [best] = [...byHour]
    .filter(([hour]) => !isQuiet(hour, quiet))
    .sort(([, a], [, b]) => b.messages.size - a.messages.size || (a.last < b.last ? 1 : -1));
  return best?.[0] ?? usualHourOutside(quiet);
}

function usualHourOutside(quiet: HoursOfDay | undefined): number {
  const hours = Array.from({ length: 24 }, (_, later) => (usualHour + later) % 24);
  return hours.find((hour) => !isQuiet(hour, quiet)) ?? usualHour;
}

/** `14` as the window of that hour. */
export const windowOfHour = (hour: number): HoursOfDay => ({ from: clock(hour), to: clock((hour + 1) % 24) });

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** Quiet at its first or its last minute: whoever arrives in the middle must not be held until morning. */
function isQuiet(hour: number, quiet: HoursOfDay | undefined): boolean {
  if (!quiet) return false;
  const { from, to } = quiet;
  const covers = (time: string) => (from < to ? from <= time && time < to : from <= time || time < to);
  return covers(clock(hour)) || covers(clock(hour).replace(/00$/, '59'));
}
