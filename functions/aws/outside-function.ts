/** Hands a call to the one function that may do nothing but call: what answers it, whoever it is, finds no rights there. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { CallAnswer } from '../../lib/engine/ports.ts';
import { createEffectClient, type Where } from './clients.ts';
import type { OutsideCall } from './outside-call.ts';

/** Longer than the call itself, and shorter than a Task's 30 s. */
export const INVOKE_TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 20_000, socketTimeout: 20_000 };

export function createOutsideFunction(
  { functionName, ...where }: Where & { functionName: string },
  client = createEffectClient(LambdaClient, where, INVOKE_TIMEOUTS),
): (call: OutsideCall) => Promise<CallAnswer> {
  return async (call) => {
    try {
      const { Payload, FunctionError } = await client.send(
        new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(call)) }),
      );
      if (FunctionError !== undefined || !Payload) return { answer: 'unanswered', reason: 'answer-lost' };
      return JSON.parse(Buffer.from(Payload).toString());
    } catch (thrown) {
      // Each try is one of the step's own plan: whether it left the house makes no difference to that.
      return { answer: 'unanswered', reason: thrown instanceof Error ? thrown.name : 'answer-lost' };
    }
  };
}
