/** One JSON line for each thing that happened, with ids only: logs outlive erasure, so no contact may be read in them. */
import { isFlowSignal } from '../../lib/engine/flow-signals.ts';

export const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type Level = (typeof levels)[number];
export type Facts = Record<string, string | number | boolean | string[] | undefined>;
export type Log = (level: Exclude<Level, 'silent'>, message: string, facts?: Facts) => void;

export function createLog(least: Level, write: (line: string) => void): Log {
  return (level, message, facts) => {
    if (levels.indexOf(level) >= levels.indexOf(least)) write(JSON.stringify({ level, message, ...facts }));
  };
}

const isLevel = (text: string | undefined): text is Level => levels.includes(text as Level);

/** What deployed functions write to; `LOG_LEVEL` is one of the levels. */
export const standardLog: Log = createLog(isLevel(process.env.LOG_LEVEL) ? process.env.LOG_LEVEL : 'info', (line) =>
  process.stdout.write(`${line}\n`),
);

/** What may be told of an error: its kind, its code and where it was thrown. Its message may quote a contact. */
export function factsOf(thrown: unknown): Facts {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const { name, code, cause } = thrown as Error & { code?: unknown };
  const because = cause instanceof Error ? cause.name : undefined;
  // The stack begins with the message, which may have lines that look like frames.
  const { stack = '', message } = thrown;
  const frames = stack.slice(stack.indexOf(message) + message.length).match(/^ {4}at .+$/gm) ?? [];
  return {
    error: name,
    code: typeof code === 'string' ? code : undefined,
    because,
    at: frames.slice(0, 6).map((frame) => frame.trim()),
  };
}

/** A machine that leaves its normal path is no fault. */
export const levelOf = (thrown: unknown): 'debug' | 'error' => (isFlowSignal(thrown) ? 'debug' : 'error');
