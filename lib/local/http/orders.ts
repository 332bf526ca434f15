/** What an operator may order, read before it is done: a wrong word changes nothing and is named in the answer. */
import type { Context } from 'hono';
import * as z from 'zod';
import { problem } from './problem.ts';

export const timeMove = z.strictObject({ to: z.string().min(1).max(40) });
export const clickOrder = z.strictObject({ href: z.string().min(1).max(4_000) });
export const editOrder = z.strictObject({ line: z.int().min(1).max(100_000) });
export const taskOrder = z.strictObject({ by: z.string().min(1).max(200).optional() });
export const stateOrder = z.strictObject({ state: z.enum(['live', 'paused', 'disabled']) });

export const replyOrder = z.strictObject({ from: z.string().min(1).max(40), text: z.string().max(2_000) });

/** The order, or the answer to one that cannot be read. */
export async function readOrder<Order>(context: Context, schema: z.ZodType<Order>): Promise<Order | Response> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return problem(400, { title: 'The body is not JSON.', field: 'body' });
  }
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') || 'body';
  return problem(400, { title: `\`${field}\` is not right.`, detail: issue?.message, field });
}
