/** Who hears of what: the bus rules of a deployment, one for each family and function, never one for each journey. */
import { SOURCE } from '../../engine/publish-changes.ts';
import { triggerKinds } from '../../language/triggers/index.ts';
import type { EventPattern } from './event-pattern.ts';

export type BusTarget = 'enroll' | 'signal' | 'provider-event' | 'wake-run';

const families = [...new Set(Object.values(triggerKinds).map(({ family }) => family))];

export const rules: { target: BusTarget; pattern: EventPattern }[] = [
  { target: 'enroll', pattern: { source: [SOURCE], 'detail-type': families } },
  // Everything that happens to a contact may be what a run waits for, or what ends it.
  { target: 'signal', pattern: { source: [SOURCE] } },
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
