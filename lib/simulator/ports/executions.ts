/** The engine's way to the interpreter: finds the machine by the name that the registry keeps for it. */
import type { CompiledMachine } from '../../compiler/emit.ts';
import type { Executions } from '../../engine/ports.ts';
import { TerminalError } from '../../language/errors.ts';
import type { Executions as Interpreter } from '../interpreter/executions.ts';

/** By the name that the registry keeps for it. */
export type Machines = ReadonlyMap<string, Pick<CompiledMachine, 'machine' | 'type'>>;

export function createMemoryExecutions(
  interpreter: Pick<Interpreter, 'start' | 'stop' | 'succeed'>,
  machines: Machines,
): Executions {
  return {
    async start({ name, machine: machineKey, input }) {
      const found = machines.get(machineKey);
      if (!found) throw new TerminalError('There is no such machine.', { code: 'service-refused' });
      try {
        return interpreter.start({ name, machineKey, ...found, input }) === 'started' ? 'started' : 'there-already';
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
