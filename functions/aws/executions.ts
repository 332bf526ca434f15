/** Starts, wakes and stops executions: disposable timers of runs, which a name makes safe to start twice. */
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Executions } from '../../lib/engine/ports.ts';
import { createClient, type Where } from './clients.ts';
import { translateServiceFault } from './service-faults.ts';

/** The token is closed; the record says what happened. */
const GONE = new Set(['TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist']);

export function createExecutions(where: Where, client = createClient(SFNClient, where)): Executions {
  return {
    async start({ name, machine, input }) {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn: machine, name, input: JSON.stringify(input) }));
        return 'started';
      } catch (thrown) {
        if ((thrown as Error).name === 'ExecutionAlreadyExists') return 'there-already';
        throw translateServiceFault(thrown, 'Step Functions');
      }
    },
    async succeed(token, output) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));
        return 'ok';
      } catch (thrown) {
        if (GONE.has((thrown as Error).name)) return 'gone';
        throw translateServiceFault(thrown, 'Step Functions');
      }
    },
    async stop(name, machine) {
      try {
        await client.send(new StopExecutionCommand({ executionArn: executionArn(machine, name) }));
      } catch {
        // Hygiene only: an execution that is not stopped wakes as stale.
      }
    },
  };
}

/** The version or alias that was started is no part of an execution's name. */
export function executionArn(machine: string, name: string): string {
  const [arn, partition, states, region, account, , machineName] = machine.split(':');
  return [arn, partition, states, region, account, 'execution', machineName, name].join(':');
}
