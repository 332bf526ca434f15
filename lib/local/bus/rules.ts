/** Who hears of what: the bus rules of a deployment, one for each function, never one for each kind or journey. */
import { SOURCE } from '../../engine/publish-changes.ts';
import type { EventPattern } from './event-pattern.ts';

export type BusTarget = 'enroll' | 'signal' | 'watch' | 'provider-event' | 'wake-run';

export const rules: { target: BusTarget; pattern: EventPattern }[] = [
  // Only what starts somebody is brought to those who enroll, what somebody waits for to those who wait, and so on.
  { target: 'enroll', pattern: { source: [SOURCE], detail: { starts: [true] } } },
  { target: 'signal', pattern: { source: [SOURCE], detail: { unheard: [{ exists: false }] } } },
  { target: 'watch', pattern: { source: [SOURCE], detail: { watch: [true] } } },
  { target: 'provider-event', pattern: { source: ['aws.ses'], 'detail-type': [{ prefix: 'Email ' }] } },
  {
    target: 'wake-run',
    pattern: {
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
  },
];
