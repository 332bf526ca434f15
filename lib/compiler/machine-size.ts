/** A machine that Step Functions would refuse is told while it is written, and not while it is deployed. */
import { type Diagnostic, errorAt } from '../language/diagnostics.ts';
import type { StateMachine } from './asl.ts';

/** The limit is 1 MiB; each Task is still to be given the whole name of its function. */
const mostBytes = 950_000;
/** Fewer states never come near it, so nobody has to weigh them. */
const alwaysFit = 500;

export function sizeProblems(machine: StateMachine, definition: string, file = definition): Diagnostic[] {
  const states = Object.keys(machine.States).length;
  const bytes = states > alwaysFit ? JSON.stringify(machine).length : 0;
  if (bytes <= mostBytes) return [];
  const message = `\`${definition}\` becomes a machine of ${Math.ceil(bytes / 1024)} KB in ${states} states; Step Functions takes 1024 KB.`;
  const hint = 'Move what belongs together into workflows of their own, or let `engine: express` carry it.';
  return [errorAt(file, 'WM323', { line: 1, column: 1, length: 1 }, message, hint)];
}
