/** Makes what a handler is given, and what is kept of its answer, from a template whose `.$` keys hold paths. */
import type { Json } from '../../language/json.ts';
import { excerpt, runtimeError } from './errors.ts';
import type { Execution } from './execution.ts';
import { compileRead } from './paths.ts';
import { BYTES_PER_CHARACTER } from './state-size.ts';

export interface Template {
  fill(data: Json, execution: Execution): Json;
  /** At most how many bytes come out, if what the paths read from has `dataBytes`. */
  mostBytes(dataBytes: number): number;
}

type Fill = Template['fill'];

/** A missing path fails the execution with States.Runtime, as it does on AWS; no Catch helps there. */
export function compileTemplate(template: Json): Template {
  const literalBytes = BYTES_PER_CHARACTER * JSON.stringify(template).length;
  let pathsIntoData = 0;
  let readsInput = false;

  function compile(value: Json | undefined): Fill {
    if (typeof value !== 'object' || value === null) return () => value ?? null;
    if (Array.isArray(value)) {
      const items = value.map(compile);
      return (data, execution) => items.map((fill) => fill(data, execution));
    }
    const fields = Object.entries(value).map(([key, inner]) =>
      key.endsWith('.$')
        ? { name: key.slice(0, -2), fill: compileReference(key, inner) }
        : { name: key, fill: compile(inner) },
    );
    return (data, execution) => {
      const filled: Record<string, Json> = {};
      for (const { name, fill } of fields) filled[name] = fill(data, execution);
      return filled;
    };
  }

  function compileReference(key: string, path: Json | undefined): Fill {
    if (typeof path !== 'string') throw new SyntaxError(`\`${key}\` wants a path, not ${excerpt(path)}.`);
    const read = compileRead(path);
    if (path.startsWith('$$.Execution.Input')) readsInput = true;
    pathsIntoData += 1;
    return (data, execution) => {
      const value = read(data, execution);
      if (value === undefined) {
        throw runtimeError(`State ${execution.stateName}: ${path}, wanted for \`${key}\`, is not in ${excerpt(data)}.`);
      }
      return copy(value);
    };
  }

  const fill = compile(template);
  return {
    fill,
    mostBytes: (dataBytes) =>
      readsInput ? Number.POSITIVE_INFINITY : literalBytes + pathsIntoData * Math.max(dataBytes, 1_000),
  };
}

/** Whoever is given a part of the data may change it: over there it arrived as text. */
function copy(value: Json): Json {
  return typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}
