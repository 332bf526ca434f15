/** The two written forms of a duration, read strictly: one spelling each, so that two files never differ by taste. */

/** A length of time by the clocks it runs on: calendar months and days, exact seconds, working days, office hours. */
export interface Units {
  months?: number;
  days?: number;
  seconds?: number;
  workingDays?: number;
  officeHours?: number;
}

interface Unit {
  one: string;
  many: string;
  adds: keyof Units;
  times: number;
}

/** In the order in which they are written: working time first, then the longest. */
export const units: readonly Unit[] = [
  { one: 'working day', many: 'working days', adds: 'workingDays', times: 1 },
  { one: 'office hour', many: 'office hours', adds: 'officeHours', times: 1 },
  { one: 'year', many: 'years', adds: 'months', times: 12 },
  { one: 'month', many: 'months', adds: 'months', times: 1 },
  { one: 'week', many: 'weeks', adds: 'days', times: 7 },
  { one: 'day', many: 'days', adds: 'days', times: 1 },
  { one: 'hour', many: 'hours', adds: 'seconds', times: 3600 },
  { one: 'minute', many: 'minutes', adds: 'seconds', times: 60 },
  { one: 'second', many: 'seconds', adds: 'seconds', times: 1 },
];

const part = /(\d+) ((?:working |office )?[a-z]+)/g;
const spoken = /^\d+ (?:working |office )?[a-z]+(?: \d+ (?:working |office )?[a-z]+)*$/;
const longestText = 100;

/** The same for those who can only look at the text, such as an editor: whether a form is right, not what it comes to. */
export function durationPattern(): string {
  const alone = units.filter(({ adds }) => adds === 'workingDays' || adds === 'officeHours').map(countOf);
  const joined = units.slice(alone.length).map((unit) => `(?:${countOf(unit)}(?: (?=\\d)|$))?`);
  return `^(?:${alone.join('|')}|(?=\\d)${joined.join('')}|${iso.source.slice(1, -1)})$`;
}

const countOf = ({ one, many }: Unit): string => `(?:1 ${one}|(?:[2-9]|[1-9]\\d+) ${many})`;

/** `1 hour 30 minutes`; `undefined` if it is anything else. A unit comes once, in falling order, in the right number. */
export function spokenDuration(text: string): Units | undefined {
  if (text.length > longestText || !spoken.test(text)) return undefined;
  const read: Units = {};
  let last = -1;
  for (const [, digits = '', word = ''] of text.matchAll(part)) {
    const count = Number(digits);
    const index = units.findIndex(({ one, many }) => word === (count === 1 ? one : many));
    if (index <= last || /^0\d/.test(digits)) return undefined;
    if (count === 0 && digits.length + word.length + 1 < text.length) return undefined;
    add(read, units[index]!, count);
    last = index;
  }
  return read;
}

const calendarUnits = units.filter(({ one }) => !one.includes(' '));
const iso = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** `P3D`, `P1Y2M`, `PT24H`; `undefined` if it is anything else. */
export function isoDuration(text: string): Units | undefined {
  const parts = text.length > longestText ? null : iso.exec(text);
  if (!parts) return undefined;
  const read: Units = {};
  parts.slice(1).forEach((digits, index) => {
    if (digits !== undefined) add(read, calendarUnits[index]!, Number(digits));
  });
  return read;
}

function add(read: Units, { adds, times }: Unit, count: number): void {
  if (count > 0) read[adds] = (read[adds] ?? 0) + count * times;
}

const day = 24 * 60 * 60;

/** As seconds, with months of 365.25/12 days, five working days and forty office hours a week. */
export function longestSeconds({ months = 0, days = 0, seconds = 0, workingDays = 0, officeHours = 0 }: Units): number {
  return (
    months * 30.4375 * day + days * day + seconds + ((workingDays * 7) / 5) * day + officeHours * (168 / 40) * 3600
  );
}
