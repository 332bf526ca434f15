/** Shares of all contacts, as people write them, exact to a hundredth of a percent: who gets which arm of a split. */
import { type Reading, shown, written } from './mistake.ts';
import { bucketOf } from './names.ts';

export interface Share {
  /** As written: `33.3%`. */
  text: string;
  /** Of `WHOLE`. */
  parts: number;
}

export const WHOLE = 10_000;

const form = /^(\d{1,3})(?:\.(\d{1,2}))?%$/;

/** `10%`, `33.3%`, `0.25%`. */
export const share = written<Share, string>(
  { type: 'string', pattern: form.source, examples: ['50%', '33.3%'] },
  readShare,
);

export function readShare(input: unknown): Reading<Share> {
  const [, whole, hundredths = ''] = (typeof input === 'string' && form.exec(input)) || [];
  const parts = whole === undefined ? undefined : Number(whole) * 100 + Number(hundredths.padEnd(2, '0'));
  if (parts === undefined) {
    const hint = typeof input === 'number' ? `Did you mean \`${likely(input)}%\`?` : 'Write it like `50%` or `33.3%`.';
    return { mistake: { code: 'WM130', message: `${shown(input)} is no share.`, hint } };
  }
  if (parts === 0 || parts > WHOLE) {
    const hint = 'A share is more than 0% and at most 100%.';
    return { mistake: { code: 'WM130', message: `${shown(input)} is no share of anything.`, hint } };
  }
  return { value: { text: String(input), parts } };
}

/** `0.5` is as likely meant as a half as `50` is. */
const likely = (number: number): number => (number > 0 && number <= 1 ? number * 100 : number);

/** `33.3%` */
export const sayShare = (parts: number): string => `${parts / 100}%`;

/** Where a contact stands among all of them, from 0 up to and without `WHOLE`: always the same, and no two salts alike. */
export const lotOf = (contact: string, salt: string): number => bucketOf(`${salt} ${contact}`, WHOLE);
