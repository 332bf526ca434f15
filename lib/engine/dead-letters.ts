/** Messages that a function has given up on: kept with their cause, until an operator has them tried again. */
import type { EnginePorts } from './ports.ts';

export interface DeadLetter {
  id: string;
  /** The function in whose queue it lay. */
  function: string;
  /** As it lay there. */
  message: string;
  /** A code, never a text. */
  cause: string;
  /** When it was given up. */
  at: string;
}

export interface DeadLetters {
  /** Given up again at the same instant, it is one. */
  keep(letter: DeadLetter): Promise<void>;
  /** Oldest first; of one function, or of all. */
  list(asked: { function?: string; atMost: number }): Promise<DeadLetter[]>;
  remove(letter: DeadLetter): Promise<void>;
}

/** The queues in front of the functions. */
export interface Queues {
  /** Whoever takes it may be handed it more than once. */
  put(to: string, message: string): Promise<void>;
}

/** Back into the queue first, and forgotten then: whoever dies in between gives it back twice, which its function bears. */
export async function redeliver(letter: DeadLetter, { deadLetters, queues }: EnginePorts): Promise<void> {
  await queues.put(letter.function, letter.message);
  await deadLetters.remove(letter);
}

/** What lies there may say what a contact has texted, or where they are written to. */
export async function forgetLetters(names: readonly string[], { deadLetters }: EnginePorts): Promise<void> {
  for (const letter of await deadLetters.list({ atMost: Number.POSITIVE_INFINITY }))
    if (names.some((name) => letter.message.includes(name))) await deadLetters.remove(letter);
}
