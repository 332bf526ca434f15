/** Values of a definition's head: how often one enters, what a run is counted by, when it is reviewed. */
import * as z from 'zod';
import type { CheckedTrigger } from '../checked.ts';
import type { CheckedDefinition, Goal, InputType } from '../definition.ts';
import { readDuration } from '../durations.ts';
import type { Json } from '../json.ts';
import { type Reading, shown, written } from '../mistake.ts';
import { didYouMean, onlyMeant } from '../suggest.ts';
import { records } from '../things.ts';
import { atInZone } from '../zones.ts';
import { aValue } from './say-value.ts';

declare const mark: unique symbol;
/** What an author writes there; `define.ts` puts the real kinds in its place. */
export type TriggersMark = { readonly [mark]: 'triggers' };
export type GoalMark = { readonly [mark]: 'goal' };

export const triggers: z.ZodType<CheckedTrigger[], TriggersMark> = z
  .custom<CheckedTrigger[]>(Array.isArray)
  .meta({ mark: 'triggers' }) as never;

/** One condition with `by` and `ends-run` beside it. */
export const goal: z.ZodType<Goal, GoalMark> = z.custom<Goal>(() => true).meta({ mark: 'goal' }) as never;

type Again = CheckedDefinition['again'];

/** `never`, `always` or `after 90 days`. */
export const again = written<Again, 'never' | 'always' | `after ${string}`>(
  { type: 'string', pattern: '^(never|always|after .+)$', examples: ['never', 'always', 'after 90 days'] },
  (input): Reading<Again> => {
    if (input === 'never' || input === 'always') return { value: input };
    const behind = typeof input === 'string' ? /^after (.*)$/.exec(input)?.[1] : undefined;
    if (behind !== undefined) {
      const read = readDuration(behind);
      return 'value' in read ? { value: { after: read.value } } : read;
    }
    const near = typeof input === 'string' ? didYouMean(input, ['never', 'always']) : undefined;
    const isDuration = typeof input === 'string' && 'value' in readDuration(input);
    const hint = isDuration ? `Did you mean \`after ${input}\`?` : near;
    const meant = isDuration
      ? `after ${input}`
      : typeof input === 'string'
        ? onlyMeant(input, ['never', 'always'])
        : undefined;
    const read = mistake(
      'WM305',
      `\`again\` is \`never\`, \`always\` or \`after <duration>\`, not ${aValue(input)}.`,
      hint,
    );
    return meant === undefined ? read : { mistake: { ...read.mistake, meant: { for: String(input), text: meant } } };
  },
);

/** `every 90 days`, with `since 2026-03-02` the overdue one is told; or the date of the next review. */
export const review = written<string, string>(
  { type: 'string', examples: ['every 90 days', 'every 90 days since 2026-03-02', '2026-06-30'] },
  (input): Reading<string> => {
    const read = readReview(input);
    if (!read) {
      const hint = 'Write it like "every 90 days since 2026-03-02" or "2026-06-30".';
      return mistake('WM306', `${shown(input)} says not when to review.`, hint);
    }
    if (!('every' in read)) return { value: String(input) };
    const every = readDuration(read.every);
    return 'value' in every ? { value: String(input) } : every;
  },
);

export function readReview(input: unknown): { on: string } | { every: string; since?: string } | undefined {
  if (typeof input !== 'string') return undefined;
  const isDate = (text: string) => atInZone(`${text} 00:00`, 'UTC') !== undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(input)) return isDate(input) ? { on: input } : undefined;
  const [, every, since] = /^every (.+?)(?: since (\d{4}-\d\d-\d\d))?$/.exec(input) ?? [];
  if (every === undefined || (since !== undefined && !isDate(since))) return undefined;
  return { every, ...(since !== undefined && { since }) };
}

/** `event.orderId`. */
export const per = written<string, string>({ type: 'string', pattern: '^event\\.' }, (input): Reading<string> => {
  if (typeof input === 'string' && /^event(\.[A-Za-z0-9_-]+)+$/.test(input)) return { value: input };
  const hint = 'Write it like `event.orderId`.';
  return mistake('WM306', `${shown(input)} is no value of the event that starts the run.`, hint);
});

const path = z.string().regex(/^[A-Za-z][\w-]*(\.[\w-]+)+$/, 'A path is written like `contact.plan`.');
export const reference = z.strictObject({ from: path.describe('A path: `event.orderId`, `contact.plan`.') });

const inputTypes = ['text', 'number', 'yes-no', 'date', 'moment'] as const;
const inputType = z.enum(inputTypes);

type Input = CheckedDefinition['input'][string];

/** `text`, or `{ type: text, default: none }`; without a default it is required. */
export const input = z
  .union([inputType, z.strictObject({ type: inputType, default: z.json().optional() })])
  .transform((wanted, context): Input => {
    if (typeof wanted === 'string') return { type: wanted, required: true };
    const { type, default: value } = wanted;
    if (value === undefined) return { type, required: true };
    if (!isOfType(value, type)) {
      const message = `The default ${shown(value)} is no ${type}.`;
      context.addIssue({ code: 'custom', path: ['default'], message, params: { code: 'WM304' } });
    }
    return { type, default: value, required: false };
  });

const tests: Record<InputType, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  'yes-no': (value) => typeof value === 'boolean',
  date: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && atInZone(`${value} 00:00`, 'UTC') !== undefined,
  moment: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value),
};

export const isOfType = (value: Json, type: InputType): boolean => tests[type](value);

const date = z.iso.date('A date is written `2026-11-20`.');

/** Both dates belong to it. */
export const active = z
  .strictObject({
    from: date.optional().describe('Its first day; left out: since it is live.'),
    to: date.optional().describe('Its last day; left out: for as long as it is live.'),
  })
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'Say when: `{ from: 2026-11-20, to: 2026-11-30 }`.')
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'It ends before it begins.');

export const engine = z.enum(['standard', 'express']);
/** Later subjects are part of the language: a definition that asks for one must not run as another. */
export const subject = notYet(['contact', ...records], ['none']);

function notYet<const Known extends string, const Later extends string>(
  known: readonly Known[],
  later: readonly Later[],
) {
  return written<Known | Later, Known>({ type: 'string', enum: [...known] }, (input): Reading<Known | Later> => {
    const word = [...known, ...later].find((one) => one === input);
    if (word !== undefined && later.includes(word as Later)) {
      return mistake('WM310', `\`${word}\` is not available yet.`, `Leave it out for now: it is \`${known[0]}\`.`);
    }
    if (word !== undefined) return { value: word };
    const hint = (typeof input === 'string' && didYouMean(input, known)) || undefined;
    return mistake(
      'WM305',
      `${shown(input)} is not known here; it is ${known.map((one) => `\`${one}\``).join(' or ')}.`,
      hint,
    );
  });
}

function mistake(
  code: string,
  message: string,
  hint: string | undefined,
): { mistake: { code: string; message: string; hint?: string } } {
  return { mistake: { code, message, ...(hint && { hint }) } };
}
