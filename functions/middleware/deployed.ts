/** Builds a deployed handler at its first call and keeps it, so that loading a function neither connects nor reads anything. */
import { type Environment, readEnvironment } from './environment.ts';

type Handler<Event, Answer> = (event: Event, context: never) => Promise<Answer> | Answer | undefined;

export function deployed<Event, Answer>(
  build: (environment: Environment) => Handler<Event, Answer>,
): (event: Event, context?: unknown) => Promise<Answer> {
  let built: Handler<Event, Answer> | undefined;
  return async (event, context) => {
    built ??= build(readEnvironment());
    return (await built(event, context as never)) as Answer;
  };
}
