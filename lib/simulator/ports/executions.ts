/** The engine's way to the interpreter: finds the machine by the name that the registry keeps for it. */
import type { StateMachine } from '../../compiler/asl.ts';
import type { Executions } from '../../engine/ports.ts';
import { TerminalError } from '../../language/errors.ts';
import type { Executions as Interpreter } from '../interpreter/executions.ts';

export type Machines = ReadonlyMap<string, StateMachine>;

export function createMemoryExecutions(
  interpreter: Pick<Interpreter, 'start' | 'stop' | 'succeed'>,
  machines: Machines,
): Executions {
  return {
    async start({ name, machine: machineKey, input }) {
      const machine = machines.get(machineKey);
      if (!machine) throw new TerminalError('There is no such machine.', { code: 'service-refused' });
      try {
        return interpreter.start({ name, machineKey, machine, input }) === 'started' ? 'started' : 'there-already';
      } catch (thrown) {
        if ((thrown as Error).name === 'ExecutionAlreadyExists') return 'there-already';
        throw thrown;
      }
    },
    succeed: async (token, output) => interpreter.succeed(token, output),
    async stop(name) {
      interpreter.stop(name);
    },
  };
}
