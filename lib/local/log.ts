/** What the stack tells the operator at the terminal; everything else is on the page. */
import { createLog, type Log } from '../../functions/middleware/log.ts';

export interface StackLog {
  /** A line for people. */
  say(line: string): void;
  /** Something that should not have happened. */
  trouble(line: string): void;
}

/** Faults of handlers only: what went well is in the timeline. */
export const lambdaLog = ({ trouble }: StackLog): Log => createLog('error', (line) => trouble(`function: ${line}`));
