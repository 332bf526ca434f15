/** What is wrong in the newest save, as the terminal says it; the last good version keeps running meanwhile. */
import type { Diagnostic } from '../../../lib/language/diagnostics.ts';
import { count } from '../words/count.ts';
import { WithCode } from '../words/with-code.tsx';
import './problems.css';

export function Problems({ problems }: { problems: Diagnostic[] }) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div role="alert" className="problems-place">
      {problems.length > 0 && (
        <details className="problems" open data-severity={errors > 0 ? 'error' : 'warning'}>
          <summary>
            {count(problems.length, 'problem')} in the newest save
            {errors > 0 && <span> · the last good version keeps running</span>}
          </summary>
          <ol>
            {problems.map((problem) => (
              <li key={placeOf(problem) + problem.code + problem.message} data-testid="problem">
                <code className="place">
                  {placeOf(problem)} <b>{problem.code}</b>
                </code>
                <p>
                  <WithCode text={problem.message} />
                </p>
                {problem.hint && (
                  <p className="hint">
                    <WithCode text={problem.hint} />
                  </p>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

/** Line 0 is a definition in TypeScript, which has a path inside its object instead. */
export const placeOf = ({ file, line, column, path }: Diagnostic): string =>
  line > 0 ? `${file}:${line}:${column}` : [file, path?.join('.')].filter(Boolean).join(' ');
