/** What the operator can tell the local stack to do. */
import type { ClickOrder, EditOrder, TaskOrder, TimeMove } from '../../../lib/language/operator-api.ts';
import type { TaskWord } from '../../../lib/language/ports.ts';
import { order } from './request.ts';

export type Order = () => Promise<void>;
/** Carries an order out, refreshes the page, and says what went wrong, or `said` when nothing did. */
export type Perform = (order: Order, said?: string) => Promise<void>;

export const moveTime =
  (to: TimeMove['to']): Order =>
  () =>
    order('/api/time', { to } satisfies TimeMove);

export const resetStack: Order = () => order('/api/reset');

export const raise =
  (message: string, what: 'open' | 'bounce' | 'complain'): Order =>
  () =>
    order(`/api/messages/${encodeURIComponent(message)}/${what}`);

export const click =
  (message: string, href: string): Order =>
  () =>
    order(`/api/messages/${encodeURIComponent(message)}/click`, { href } satisfies ClickOrder);

export const say =
  (followUp: string, word: TaskWord): Order =>
  () =>
    order(`/api/follow-ups/${encodeURIComponent(followUp)}/${word}`, {} satisfies TaskOrder);

export const edit =
  (definition: string, line: number): Order =>
  () =>
    order(`/api/definitions/${encodeURIComponent(definition)}/edit`, { line } satisfies EditOrder);
