/** Starts moto's server, which executes state machines once it is told to. */
import { type ServerProcess, startServer } from '../server-process.ts';

/** It calls Lambda at the port that it takes for its own; `lambdaPort` is where somebody answers. */
export const startMotoServer = (command: string, lambdaPort: number): Promise<ServerProcess> =>
  startServer({
    command,
    args: (port) => ['-p', String(port)],
    env: { MOTO_PORT: String(lambdaPort) },
    async answers(endpoint) {
      const body = JSON.stringify({ stepfunctions: { execute_state_machine: true } });
      return (await fetch(`${endpoint}/moto-api/config`, { method: 'POST', body })).ok;
    },
  });
