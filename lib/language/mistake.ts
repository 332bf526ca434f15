/** Lets a value in a file say itself what is wrong with it, so that terminal, editor and console print the same sentence. */
import * as z from 'zod';

export interface Mistake {
  code: string;
  message: string;
  hint?: string;
  /** The text that was read, and the one right form of it where nothing else can be meant. */
  meant?: Meant;
  /** Where inside the value, if it is a list or a map. */
  path?: readonly (string | number)[];
}

/** A part of a value may have been read: `3 dys` in `after 3 dys`. */
export interface Meant {
  for: string;
  text: string;
}

export type Reading<Value> = { value: Value } | { mistake: Mistake };

/**
 * A schema for a value that people write in one form and the product keeps in another.
 * `shape` is the JSON Schema of the written form, for editors; `read` never throws.
 * A value that is left out stays zod's own "missing": `read` only sees what somebody wrote.
 */
export function written<Value, Written>(
  shape: Record<string, unknown>,
  read: (input: unknown) => Reading<Value>,
): z.ZodType<Value, Written> {
  const schema = z
    .unknown()
    .meta(shape)
    .transform((input, context) => {
      const reading = read(input);
      if ('value' in reading) return reading.value;
      const { code, message, hint, meant, path = [] } = reading.mistake;
      context.addIssue({ code: 'custom', message, path: [...path], params: { code, hint, meant } });
      return z.NEVER;
    });
  return schema as unknown as z.ZodType<Value, Written>;
}

/** The mistake behind a zod issue, if one of our own values raised it; its path counts from the root of what was parsed. */
export function mistakeOf(issue: z.core.$ZodIssue): Mistake | undefined {
  if (issue.code !== 'custom' || typeof issue.params?.['code'] !== 'string') return undefined;
  const { hint, meant }: { hint?: unknown; meant?: Meant } = issue.params;
  return {
    code: issue.params['code'],
    message: issue.message,
    ...(typeof hint === 'string' && { hint }),
    ...(meant && { meant }),
    path: issue.path.filter((part) => typeof part !== 'symbol'),
  };
}

/** A written value as it appears inside a sentence: `"3 dys"`, `3`, `A list`. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'A list';
  if (typeof value === 'object' && value !== null) return 'A map';
  if (typeof value !== 'string') return value === null || value === undefined ? 'An empty value' : String(value);
  return JSON.stringify(excerpt(value));
}

const longestShown = 60;

/** Text short enough to stand inside a sentence. */
export const excerpt = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
