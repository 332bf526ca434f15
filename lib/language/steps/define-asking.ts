/** What steps that ask a colleague share: whom, what they read, and that it stands in front of them once. */
import * as z from 'zod';
import type { StepContext } from '../ports.ts';

const WHOM = '`owner`, a team (`team:sales`) or an email address.';

export const colleague = z
  .string()
  .min(1)
  .regex(/^(owner|team:[a-z][a-z0-9-]*|\S+@\S+)$/, { error: `A colleague is ${WHOM.replaceAll('`', '')}` })
  .meta({ names: 'colleague' })
  .describe(WHOM);

export const reads = z.string().min(1).max(2000).describe('What the colleague reads; Liquid.');

/** Their address; undefined where the team has no member. */
export const whoIsMeant = (to: string, { owner, ports, contactId }: StepContext): Promise<string | undefined> =>
  ports.colleagues.find(to === 'owner' ? owner : to, contactId);
