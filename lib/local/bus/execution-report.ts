/** Says of an execution that ended badly what Step Functions would say, in its own shape. */
import type { BusEvent } from '../../language/event.ts';

export const executionReport = (
  { executionName: name, status }: { executionName: string; status: string },
  at: string,
): BusEvent => ({
  id: `${name} ${status}`,
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  time: at,
  detail: { name, status },
});
