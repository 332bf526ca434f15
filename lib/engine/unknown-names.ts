/** Tells operators that what they named is not there, in words that they can act on. */
import { TerminalError } from '../language/errors.ts';

export const unknownDefinition = (name: string) =>
  new TerminalError(`There is no definition called ${name}.`, { code: 'definition-unknown' });

export const unknownRun = (run: string) => new TerminalError(`There is no run called ${run}.`, { code: 'run-unknown' });
