/** How fast a crowd may enter: `100 per minute`. */
import { type Reading, shown, written } from './mistake.ts';

export interface EntryRate {
  text: string;
  atMost: number;
  per: 'minute' | 'hour' | 'day';
}

const most = 100_000;

export const entryRate = written<EntryRate, string>(
  { type: 'string', pattern: '^[0-9]+ per (minute|hour|day)$', examples: ['100 per minute', '500 per hour'] },
  (input): Reading<EntryRate> => {
    const [, number, per] = (typeof input === 'string' && /^([1-9]\d*) per (minute|hour|day)$/.exec(input)) || [];
    const atMost = Number(number);
    if (per !== undefined && atMost <= most)
      return { value: { text: String(input), atMost, per: per as EntryRate['per'] } };
    const hint = `Write it like "100 per minute", "500 per hour" or "20 per day"; at most ${most}.`;
    return { mistake: { code: 'WM306', message: `${shown(input)} says not how fast contacts enter.`, hint } };
  },
);
