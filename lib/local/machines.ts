/** The machine of every version that a run may be pinned to, drawn again from the version itself. */
import type { CompiledMachine } from '../compiler/emit.ts';
import { compileMachine } from '../compiler/version.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { RetryableError, TerminalError } from '../language/errors.ts';
import type { Version } from '../language/version.ts';
import type { Executions as Interpreter } from '../simulator/interpreter/executions.ts';

/** What the registry keeps in place of an ARN. */
export const machineName = ({ name, hash }: Version): string => `${name}:${hash}`;

export type Machines = (machine: string) => Promise<CompiledMachine | undefined>;

export function createMachines(versionOf: EnginePorts['registry']['version']): Machines {
  const drawn = new Map<string, CompiledMachine>();
  return async (machine) => {
    const known = drawn.get(machine);
    if (known) return known;
    const [name = '', hash = ''] = machine.split(':');
    const version = await versionOf(name, hash);
    if (!version) return undefined;
    const fresh = compileMachine(version);
    drawn.set(machine, fresh);
    return fresh;
  };
}

/** Step Functions as handlers know it, on our interpreter. */
export function createLocalExecutions(interpreter: () => Interpreter, machines: Machines): EnginePorts['executions'] {
  return {
    async start({ name, machine: machineKey, input }) {
      const drawn = await machines(machineKey);
      if (!drawn) throw new TerminalError('There is no such machine.', { code: 'service-refused' });
      try {
        const { machine, type } = drawn;
        const started = interpreter().start({ name, machineKey, machine, type, input });
        return started === 'started' ? 'started' : 'there-already';
      } catch (thrown) {
        if ((thrown as Error).name === 'ExecutionAlreadyExists') return 'there-already';
        throw new RetryableError('The interpreter refused an execution.', { cause: thrown });
      }
    },
    succeed: async (token, output) => interpreter().succeed(token, output),
    async stop(name) {
      interpreter().stop(name);
    },
  };
}
