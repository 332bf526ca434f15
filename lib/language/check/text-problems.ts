/** Reads the Liquid in a text option as the engine will, before a contact or a colleague reads what it makes. */
import { liquidProblems, liquidReads } from '../liquid-check.ts';
import { type PathScope, pathProblem } from './path-scope.ts';
import type { Problem } from './report.ts';

export const hasLiquid = (text: string) => /\{\{|\{%/.test(text);

export function liquidIn(text: string, path: Problem['path'], scope: PathScope): Problem[] {
  const unreadable = liquidProblems(text, 'text').map(
    ({ message, hint, ...within }): Problem => ({ code: 'WM319', message, ...(hint && { hint }), path, within }),
  );
  if (unreadable.length > 0) return unreadable;
  return liquidReads(text).flatMap(({ path: read, line, column }) => {
    const problem = pathProblem(read, scope);
    return problem ? [{ ...problem, path, within: { line, column, length: read.length } }] : [];
  });
}
