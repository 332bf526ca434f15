/** The instant so many seconds on. */
export const laterBy = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

export const anHourAfter = (instant: string): string => laterBy(instant, 3_600);
