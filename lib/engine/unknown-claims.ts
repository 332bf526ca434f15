/** Calls a message unknown whose sender was never heard of again: it is shown, counted, and never sent a second time by itself. */
import type { EnginePorts, TimelineRow } from './ports.ts';

export const CLAIM_EXPIRED = 'claim-expired';

/** The line as it reads once its claim has run out. */
export const asUnknown = (row: TimelineRow): TimelineRow => ({
  ...row,
  outcome: 'unknown',
  reason: CLAIM_EXPIRED,
  detail: undefined,
  claim: { ...row.claim!, state: 'UNKNOWN' },
});

export const isExpired = ({ claim }: TimelineRow, now: string): boolean =>
  claim?.state === 'CLAIMED' && claim.deadline <= now;

/** Whether it was found like that, and is called so now. */
export async function expireClaim(row: TimelineRow | undefined, { timeline, clock }: EnginePorts): Promise<boolean> {
  if (!row || !isExpired(row, clock.now())) return false;
  return (await timeline.settle(asUnknown(row), row.claim!.attempt, ['CLAIMED'])) === 'written';
}
