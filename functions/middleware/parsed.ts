/** Reads a call against its schema before anything happens: what nobody sent on purpose must not reach a contact. */
import type { MiddlewareObj } from '@middy/core';
import type * as z from 'zod';
import { TerminalError } from '../../lib/language/errors.ts';

/** The event as the schema gives it. Names the field, never its value. */
export function parse<Read>(schema: z.ZodType<Read>, event: unknown): Read {
  const read = schema.safeParse(event);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join('.') || 'the event').join(', ');
  throw new TerminalError(`Not what this function takes: ${fields}.`, { code: 'bad-input' });
}

export const parsed = <Read>(schema: z.ZodType<Read>): MiddlewareObj<Read> => ({
  before(request) {
    request.event = parse(schema, request.event);
  },
});
