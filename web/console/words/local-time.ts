/** Instants as the team reads them, in the project's zone: `Mon 2 Mar 2026 10:00`. */

/** `Mon 2 Mar 2026 10:00` */
export const sayClock = (instant: string, zone: string): string => {
  const { weekday, day, month, year, hour, minute } = partsOf(instant, zone);
  return `${weekday} ${day} ${month} ${year} ${hour}:${minute}`;
};

/** `Thu 5 Mar 10:00` */
export const sayMoment = (instant: string, zone: string): string => {
  const { weekday, day, month, hour, minute } = partsOf(instant, zone);
  return `${weekday} ${day} ${month} ${hour}:${minute}`;
};

function partsOf(instant: string, zone: string): Record<string, string> {
  const parts = formatOf(zone).formatToParts(new Date(instant));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
