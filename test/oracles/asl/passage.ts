/** What can be compared of a passage, whoever made it. */
import type { Json, JsonMap } from '../../../lib/language/json.ts';
import type { Call, Story } from './story.ts';

export interface Passage {
  status: string;
  error?: string | undefined;
  output?: Json | undefined;
  /** Entered, in order. */
  states: string[];
  calls: Call[];
  /** What became of an answer to each token after the end, by those who know tokens. */
  lateAnswers?: ('taken' | 'refused')[];
}

export interface Interpreter {
  name: string;
  /** What it is not asked, with the reason: printed with every trial. */
  leavesOut: readonly string[];
  knowsTokens: boolean;
  /** Takes what it cannot tell out of a caught failure, on both sides. */
  told?(failure: JsonMap): JsonMap;
  pass(story: Story): Promise<Passage>;
}

/** A passage as `interpreter` could have made it. */
export function comparable(passage: Passage, { told, knowsTokens }: Interpreter): Json {
  const { status, error, output, states, calls } = passage;
  const end = status === 'SUCCEEDED' ? { output: withFailure(output ?? null, told) } : { error: error ?? null };
  const late = knowsTokens ? { lateAnswers: passage.lateAnswers } : {};
  return JSON.parse(JSON.stringify({ status, ...end, states, calls, ...late }));
}

function withFailure(output: Json, told: Interpreter['told']): Json {
  const failure = isMap(output) ? output['error'] : undefined;
  if (!isMap(output) || !isMap(failure)) return output;
  // Each service words its own errors; a handler's words must arrive unchanged.
  const isOfService = /^(Lambda|States)\./.test(String(failure['Error']));
  return { ...output, error: isOfService ? { Error: failure['Error'] } : (told?.(failure) ?? failure) };
}

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a handler throws, as its runtime shows it. */
export const errorNamed = (name: string, message: string): Error => Object.assign(new Error(message), { name });
