/** Step Functions as far as starting, waking and stopping goes: names are unique for good, a token is answered once. */
import {
  json,
  jsonFault,
  jsonLanguage,
  openProvider,
  type Provider,
  type Received,
  type Spoken,
} from './provider-stand-in.ts';

interface Kept {
  machine: string;
  input: string;
  isOpen: boolean;
}

export interface StepFunctions extends Provider {
  /** Names, in the order of their start. */
  executions: Map<string, Kept>;
  /** The token on which that execution waits. */
  tokenOf(name: string): string;
}

export async function openStepFunctions(): Promise<StepFunctions> {
  const executions = new Map<string, Kept>();
  const tokenOf = (name: string) => `token of ${name}`;

  const actions: Record<string, (asked: Record<string, string>) => Spoken> = {
    StartExecution({ name, stateMachineArn, input }) {
      const standing = executions.get(name!);
      const isSame = standing?.isOpen && standing.input === input && standing.machine === stateMachineArn;
      if (standing && !isSame) return jsonFault('ExecutionAlreadyExists');
      if (!standing) executions.set(name!, { machine: stateMachineArn!, input: input!, isOpen: true });
      return json({ executionArn: `arn:aws:states:eu-west-1:1:execution:m:${name}`, startDate: 1_772_442_000 });
    },
    SendTaskSuccess({ taskToken }) {
      const [, kept] = [...executions].find(([name]) => tokenOf(name) === taskToken) ?? [];
      if (!kept) return jsonFault('InvalidToken');
      if (!kept.isOpen) return jsonFault('TaskTimedOut');
      kept.isOpen = false;
      return json({});
    },
    StopExecution({ executionArn }) {
      const kept = executions.get(executionArn!.split(':').at(-1)!);
      if (!kept) return jsonFault('ExecutionDoesNotExist');
      kept.isOpen = false;
      return json({ stopDate: 1_772_442_000 });
    },
  };

  const answer = ({ headers, body }: Received) =>
    actions[String(headers['x-amz-target']).split('.')[1]!]!(JSON.parse(body));
  return Object.assign(await openProvider(jsonLanguage(answer)), { executions, tokenOf });
}
