/** What every Task of a machine shares: its payload read, flow signals passed on by name, errors told as codes. */
import middy, { type MiddlewareObj } from '@middy/core';
import * as z from 'zod';
import { isFlowSignal } from '../../lib/engine/flow-signals.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import type { Result } from '../../lib/engine/run-record.ts';
import { runTask, type Task } from '../../lib/engine/run-task.ts';
import { type Log, standardLog } from './log.ts';
import { logged } from './logged.ts';
import { parsed } from './parsed.ts';
import { withToldAnswers } from './told-answers.ts';

const run = z.string().regex(/^[A-Za-z0-9]+\.[A-Za-z0-9]+\.\d+$/);
const step = z.string().min(1);
const seq = z.number().int();
const task: z.ZodType<Task> = z.discriminatedUnion('does', [
  z.strictObject({ does: z.enum(['work', 'look', 'limit']), run, seq, step, more: z.array(step).optional() }),
  z.strictObject({ does: z.literal('arm'), run, seq, step, token: z.string().min(1) }),
  z.strictObject({ does: z.literal('open'), run, seq, execution: z.string().min(1) }),
  z.strictObject({ does: z.literal('recover'), run, seq: seq.optional(), error: z.string() }),
]);

/** What a log may say of a call, even of one that nobody should have made. */
const ids = z.object({ run, does: z.enum(['work', 'look', 'limit', 'arm', 'open', 'recover']) });

/** `name` is the function's own; every one of them runs whatever Task it is handed. */
export function createTaskHandler(name: string, ports: EnginePorts, log: Log = standardLog) {
  const told = withToldAnswers(ports, name, log);
  return middy<Task, Result>((event: Task) => runTask(event, told))
    .use(concealed())
    .use(logged<Task>({ function: name, log, ids: (event) => ids.safeParse(event).data ?? {} }))
    .use(parsed(task));
}

/** Step Functions keeps what is thrown for 90 days, where nobody can erase it: a name and a code go there, no text. */
function concealed(): MiddlewareObj {
  return {
    onError(request) {
      const thrown = request.error;
      if (isFlowSignal(thrown)) return;
      const { name = 'Error', code = '' } = (thrown ?? {}) as { name?: string; code?: unknown };
      const told = Object.assign(new Error(String(code)), { name });
      told.stack = `${name}: ${code}`;
      request.error = told;
    },
  };
}
