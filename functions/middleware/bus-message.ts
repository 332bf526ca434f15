/** What the bus delivers, read: which contact something happened to, and what it may concern. */
import * as z from 'zod';
import type { BusEvent } from '../../lib/language/event.ts';

const word = z.string().min(1);

export const busMessage: z.ZodType<BusEvent> = z.object({
  id: word,
  source: word,
  'detail-type': word,
  time: word,
  detail: z.object({
    contact: word,
    families: z.array(word),
    receivedAt: word,
    event: word.optional(),
    family: word.optional(),
    unheard: z.boolean().optional(),
  }),
});
