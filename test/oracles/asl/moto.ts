/** moto's Step Functions from PyPI: real time, real HTTP, real task tokens. */

import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Json, JsonMap } from '../../../lib/language/json.ts';
import { createLambda } from './lambda-stand-in.ts';
import { findTask } from './machine.ts';
import { startMotoServer } from './moto-server.ts';
import type { Interpreter, Passage } from './passage.ts';
import { playStory, type Story, type TokenAct } from './story.ts';

export interface Moto extends Interpreter {
  client: SFNClient;
  close(): Promise<void>;
}

const PATIENCE_MS = 90_000;
const MOST_ATTEMPTS = 40;

/** `.ci/run asl` installs moto and says where it is. */
export async function startMoto(command = process.env.WAYMARK_MOTO): Promise<Moto> {
  if (!command) throw new Error('Run this as `.ci/run asl`, which installs moto.');
  const lambda = await createLambda();
  const server = await startMotoServer(command, lambda.port);
  const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nobody' };
  const client = new SFNClient({ endpoint: server.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });

  async function answerToken(taskToken: string, token: Exclude<TokenAct, 'nothing'>): Promise<void> {
    const command =
      'returns' in token
        ? new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(token.returns) })
        : new SendTaskFailureCommand({ taskToken, error: token.throws, cause: token.says });
    await unlessBusy(() => client.send(command as SendTaskSuccessCommand));
  }

  return {
    name: 'moto',
    leavesOut: [
      'waits of more than seconds, and so all beyond 24.8 days: they would pass for real',
      'the cause given with SendTaskFailure: its server drops it',
      'the words of service errors: each service has its own',
    ],
    knowsTokens: true,
    told: (failure) => (saysWho(failure['Cause']) ? failure : { Error: failure['Error'] }),
    client,
    async pass(story) {
      const handlers = playStory(story);
      const tokens: string[] = [];
      lambda.listen(story.name, (functionName, sent) => {
        const payload = namingBy(story.name, sent);
        const { act, token } = handlers.act(findTask(story.machine, functionName, payload), payload);
        if (!token) return { act };
        tokens.push(String(payload['token']));
        return { act, afterwards: async () => token !== 'nothing' && answerToken(String(payload['token']), token) };
      });
      const executionArn = await start(client, story);
      const end = await ended(client, executionArn);
      lambda.forget(story.name);
      const lateAnswers: Passage['lateAnswers'] = [];
      for (const taskToken of tokens) lateAnswers.push(await answerLate(client, taskToken));
      return { ...end, states: await statesOf(client, executionArn), calls: handlers.calls, lateAnswers };
    },
    async close() {
      client.destroy();
      await server.stop();
      await lambda.close();
    },
  };
}

/** A cause that a Lambda function gave is text in JSON. */
const saysWho = (cause: Json | undefined): boolean => typeof cause === 'string' && cause.startsWith('{"errorType"');

/** What an execution is called there is longer than its name with us. */
const namingBy = (name: string, payload: JsonMap): JsonMap =>
  JSON.parse(JSON.stringify(payload), (_key, value) =>
    typeof value === 'string' && value.startsWith('arn:') && value.endsWith(`:execution:${name}:${name}`)
      ? name
      : value,
  );

async function start(client: SFNClient, { name, machine, input }: Story): Promise<string> {
  const definition = JSON.stringify(machine);
  const roleArn = 'arn:aws:iam::123456789012:role/nobody';
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const request = { stateMachineArn, name, input: JSON.stringify(input) };
  const { executionArn } = await client.send(new StartExecutionCommand(request));
  return executionArn!;
}

async function answerLate(client: SFNClient, taskToken: string): Promise<'taken' | 'refused'> {
  const command = new SendTaskSuccessCommand({ taskToken, output: '{}' });
  const refusal = await unlessBusy(() => client.send(command)).then(
    () => undefined,
    (error: Error) => error,
  );
  if (refusal && !/^(TaskTimedOut|TaskDoesNotExist|InvalidToken)$/.test(refusal.name)) throw refusal;
  return refusal ? 'refused' : 'taken';
}

/** It asks every open execution for the token, and falls over one that has just been started: with a page instead of an answer. */
async function unlessBusy<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof SyntaxError) || attempt >= MOST_ATTEMPTS) throw error;
      await pause(50);
    }
  }
}

async function ended(client: SFNClient, executionArn: string): Promise<Pick<Passage, 'status' | 'error' | 'output'>> {
  // Each question takes it as long as a state does.
  let patience = 200;
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(patience)) {
    patience = Math.min(patience * 1.5, 1_500);
    const { status, output, error } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return { status: status!, error, output: output && JSON.parse(output) };
  }
  return { status: 'RUNNING' };
}

async function statesOf(client: SFNClient, executionArn: string): Promise<string[]> {
  const states: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }));
    states.push(...(page.events ?? []).flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return states;
}
